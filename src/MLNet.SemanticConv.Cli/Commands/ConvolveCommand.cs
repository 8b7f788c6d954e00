using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv convolve</c>: the convolved counts of texts, so that you can check them.</summary>
internal sealed class ConvolveCommand : Command
{
    private readonly VectorsFileOptions _vectors = new();
    private readonly Option<string> _input = new("--input")
    {
        Description = "Text, one document per line, UTF-8.",
        Required = true,
        HelpName = "T.txt",
    };
    private readonly Option<string> _tokens = CommonOptions.Tokens();
    private readonly Option<string> _preset = CommonOptions.Preset();
    private readonly Option<string> _output = CommonOptions.Output(
        "The counts, Matrix Market coordinate format: row i is line i of the text, column j is line j of the vocabulary.", "Y.mtx");
    private readonly Option<string> _vocabulary = new("--vocabulary-out")
    {
        Description = "The slots, one per line.",
        Required = true,
        HelpName = "W.txt",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public ConvolveCommand(ToolConsole console) : base("convolve", "Counts the words of texts and convolves the counts: y = x + x·C.")
    {
        _vectors.AddTo(this);
        foreach (Option option in new Option[] { _input, _tokens, _preset, _output, _vocabulary, _json }) Add(option);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken), _output, _vocabulary);
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string output = parsed.GetRequiredValue(_output), vocabulary = parsed.GetRequiredValue(_vocabulary),
            input = parsed.GetRequiredValue(_input);
        OutputFile.CheckFolder(output);
        OutputFile.CheckFolder(vocabulary);
        TextFile.CheckReadableAgain(input);
        int rows = Texts.Read(input).Count();
        WordVectors vectors = _vectors.Load(parsed);
        MLContext ml = console.Steps.CreateContext(seed: 1);
        IDataView texts = ml.Data.LoadFromEnumerable(Texts.Read(input).Until(cancellationToken));
        var model = console.Steps.Run("Counting words and finding neighbours", _ => Tokenizers.Create(ml, parsed.GetValue(_tokens)!)
            .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
            .Append(ml.Transforms.Text.ApplySemanticConvolution("Convolved", "Bag", vectors, parsed.GetPreset(_preset)))
            .Fit(texts));
        IDataView convolved = model.Transform(texts);
        IReadOnlyList<string> slots = model.LastTransformer.Matrix.Vocabulary;
        long entries = console.Steps.Run("Convolving",
            progress => RowsFile.Write(output, Rows(convolved, rows, progress, cancellationToken), rows, slots.Count));
        VocabularyFile.Write(vocabulary, slots);
        console.Report(parsed.GetValue(_json), new { matrix = output, vocabulary, rows, columns = slots.Count, entries },
            $"{rows:N0} × {slots.Count:N0} with {Figures.Counted(entries, "entry", "entries")} in {output}, the slots in {vocabulary}");
    }

    private static IEnumerable<VBuffer<float>> Rows(
        IDataView data, int rows, IProgress<double> progress, CancellationToken cancellationToken)
    {
        int done = 0;
        foreach (VBuffer<float> row in data.GetColumn<VBuffer<float>>("Convolved"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
            progress.Report((double)++done / rows);
        }
    }
}
