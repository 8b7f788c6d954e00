using System.CommandLine;
using Microsoft.ML;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv vectors train</c>: word2vec on a file of text.</summary>
internal sealed class VectorsTrainCommand : Command
{
    private readonly Option<string> _input = new("--input")
    {
        Description = "Text, one document per line, UTF-8.",
        Required = true,
        HelpName = "T.txt",
    };
    private readonly Option<string> _output = CommonOptions.Output(
        "The vectors; text for .txt and .vec, mapped for .wv, binary for other names.", "V.bin");
    private readonly Option<string> _tokens = CommonOptions.Tokens();
    private readonly Word2VecSettings _settings = new(new Word2VecOptions().StretchWords);
    private readonly Option<int> _threads = CommonOptions.Word2VecThreads();
    private readonly Option<bool> _cbow = new("--cbow") { Description = "Continuous bag of words instead of skip-gram." };
    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "Keeps the state after each pass, so that the same command resumes after a kill. Deleted in the end.",
        HelpName = "F",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public VectorsTrainCommand(ToolConsole console)
        : base("train", "Trains word2vec (skip-gram or CBOW with negative sampling) on a file of text.")
    {
        Option[] options = [_input, _output, _tokens, .. _settings.Options, _threads, _cbow, _checkpoint, _json];
        foreach (Option option in options) Add(option);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken), _output, _checkpoint!);
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string input = parsed.GetRequiredValue(_input), output = parsed.GetRequiredValue(_output);
        OutputFile.CheckFolder(output);
        TextFile.CheckReadableAgain(input);
        Word2VecOptions options = _settings.Read(parsed) with
        {
            Architecture = parsed.GetValue(_cbow) ? Word2VecArchitecture.Cbow : Word2VecArchitecture.SkipGram,
            NumberOfThreads = parsed.GetValue(_threads),
            CheckpointPath = parsed.GetValue(_checkpoint),
        };
        MLContext ml = console.Steps.CreateContext(options.Seed);
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
                $"finished passes are kept in {options.CheckpointPath}: the same command resumes from there.", exception);
        }
        vectors.Save(output);
        if (options.CheckpointPath is { } checkpoint) File.Delete(checkpoint);
        console.Report(parsed.GetValue(_json), new { vectors = output, words = vectors.Count, dimensions = vectors.Dimensions },
            $"{Figures.Counted(vectors.Count, "word")} of {Figures.Counted(vectors.Dimensions, "dimension")} in {output}");
    }
}
