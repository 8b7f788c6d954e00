using System.CommandLine;
using Microsoft.ML;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv vectors encode</c>: word vectors from a sentence encoder.</summary>
internal sealed class VectorsEncodeCommand : Command
{
    private readonly Option<string> _input = new("--input")
    {
        Description = "Text, one document per line, UTF-8.",
        Required = true,
        HelpName = "T.txt",
    };
    private readonly Option<string> _output = CommonOptions.Output(
        "The vectors; text for .txt and .vec, mapped for .wv, binary for other names.", "V.bin");
    private readonly Option<string> _encoder = CommonOptions.Encoder(Encoder.MiniLM);
    private readonly Option<bool> _distill = new("--distill")
    {
        Description = "Learn from all the text the vectors whose mean over a text is close to the text's embedding; without it, "
            + "each word's own embedding.",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public VectorsEncodeCommand(ToolConsole console) : base("encode", "Makes vectors of the words of a text file with a sentence encoder.")
    {
        foreach (Option option in (Option[])[_input, _output, _encoder, _distill, _json]) Add(option);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken), _output);
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(_output), cache = path + ".embeddings";
        OutputFile.CheckFolder(path);
        TextFile.CheckReadableAgain(parsed.GetRequiredValue(_input));
        MLContext ml = console.Steps.CreateContext(seed: 1);
        IDataView text = ml.Data.LoadFromEnumerable(Texts.Read(parsed.GetRequiredValue(_input)).Until(cancellationToken));
        IDataView weighted = console.Steps.Run("Reading the text", _ => Taggers.Weighted(ml).Fit(text).Transform(text));
        WordVectors vectors;
        using (var encoder = Encoder.Open(parsed.GetRequiredValue(_encoder), cache))
        {
            vectors = console.Steps.Follow(progress =>
            {
                InlineProgress<StepProgress> told = new(p => progress.Report((p.Step, p.Fraction)));
                return parsed.GetValue(_distill)
                    ? new VectorDistiller().Distill(weighted, "Weighted", "Text", encoder, progress: told,
                        cancellationToken: cancellationToken)
                    : WordVectors.Encode(weighted.Schema["Weighted"].Names(), encoder, told, cancellationToken);
            });
        }
        vectors.Save(path);
        File.Delete(cache);
        console.Report(parsed.GetValue(_json), new { path, words = vectors.Count, dimensions = vectors.Dimensions }, $"{path}: {vectors}");
    }
}
