using System.CommandLine;
using Microsoft.ML;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv vectors train</c>: word2vec on a file of text.</summary>
internal sealed class VectorsTrainCommand : Command
{
    private readonly Option<string> _input = new("--input")
    {
        Description = "Text, one document a line, UTF-8.",
        Required = true,
        HelpName = "T.txt",
    };
    private readonly Option<string> _output = CommonOptions.Output(
        "The vectors; text for .txt and .vec, mapped for .wv, binary for other names.", "V.bin");
    private readonly Option<string> _tokens = CommonOptions.Tokens();
    private readonly Option<int> _dimensions = Number("--dim", "Length of a vector.", 100, 1);
    private readonly Option<int> _window = Number("--window", "Words to each side that are context, at most.", 5, 1);
    private readonly Option<int> _negative = Number("--negative", "Negative samples for each pair.", 5, 1);
    private readonly Option<int> _minCount = Number("--min-count", "Rarer words get no vector.", 5, 1);
    private readonly Option<double> _sample = new Option<double>("--sample")
    {
        Description = "Words above this share of the text are thinned out; 0 keeps all.",
        DefaultValueFactory = _ => 1e-3,
    }.Between(0, 1);
    private readonly Option<int> _epochs = Number("--epochs", "Passes over the text.", 5, 1);
    private readonly Option<int> _threads = CommonOptions.Word2VecThreads(Environment.ProcessorCount);
    private readonly Option<int> _seed = CommonOptions.Seed();
    private readonly Option<bool> _cbow = new("--cbow") { Description = "Continuous bag of words instead of skip-gram." };
    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "Keeps the state after each pass: after a kill the same command goes on from it. Deleted when the vectors are saved.",
        HelpName = "F",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public VectorsTrainCommand(ToolConsole console)
        : base("train", "Trains word2vec (skip-gram or CBOW with negative sampling) on a file of text.")
    {
        Option[] trainer = [_dimensions, _window, _negative, _minCount, _sample, _epochs, _threads, _seed, _cbow, _checkpoint];
        foreach (Option option in (Option[])[_input, _output, _tokens, .. trainer, _json]) Add(option);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken), _output, _checkpoint!);
    }

    private static Option<int> Number(string name, string description, int value, int minimum)
        => new Option<int>(name) { Description = description, DefaultValueFactory = _ => value }.AtLeast(minimum);

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string input = parsed.GetRequiredValue(_input), output = parsed.GetRequiredValue(_output);
        OutputFile.CheckFolder(output);
        TextFile.CheckReadableAgain(input);
        Word2VecOptions options = new()
        {
            Architecture = parsed.GetValue(_cbow) ? Word2VecArchitecture.Cbow : Word2VecArchitecture.SkipGram,
            Dimensions = parsed.GetValue(_dimensions),
            Window = parsed.GetValue(_window),
            Negative = parsed.GetValue(_negative),
            MinCount = parsed.GetValue(_minCount),
            Sample = parsed.GetValue(_sample),
            Epochs = parsed.GetValue(_epochs),
            NumberOfThreads = parsed.GetValue(_threads),
            Seed = parsed.GetValue(_seed),
            CheckpointPath = parsed.GetValue(_checkpoint),
        };
        MLContext ml = new(options.Seed);
        IDataView texts = ml.Data.LoadFromEnumerable(Texts.Read(input).Until(cancellationToken));
        IDataView tokens = Tokenizers.Create(ml, parsed.GetValue(_tokens)!).Fit(texts).Transform(texts);
        WordVectors vectors;
        try
        {
            vectors = Word2VecStep.Train(console, tokens, options, cancellationToken);
        }
        catch (Exception exception) when (Failure.Cancellation(exception) is not null && File.Exists(options.CheckpointPath))
        {
            throw new KeptForResumption(
                $"the passes that are done are kept in {options.CheckpointPath}: the same command goes on from there.", exception);
        }
        vectors.Save(output);
        if (options.CheckpointPath is { } checkpoint) File.Delete(checkpoint);
        console.Report(parsed.GetValue(_json), new { vectors = output, words = vectors.Count, dimensions = vectors.Dimensions },
            $"{vectors.Count:N0} words of {vectors.Dimensions} dimensions in {output}");
    }
}
