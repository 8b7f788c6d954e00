using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>Trains word2vec and shows how far it is.</summary>
internal static class Word2VecStep
{
    /// <summary>Trains on a column Tokens.</summary>
    public static WordVectors Train(ToolConsole console, IDataView tokens, Word2VecOptions options, CancellationToken cancellationToken)
        => console.Steps.Run("Training word2vec", progress => WordVectors.Train(
            tokens, "Tokens", options,
            new InlineProgress<Word2VecProgress>(p => progress.Report(p.WordsTotal > 0 ? (double)p.WordsDone / p.WordsTotal : 0)),
            cancellationToken));

    /// <summary>Trains on a column Text, which is split into words.</summary>
    public static WordVectors TrainOnText(
        ToolConsole console, MLContext ml, IDataView text, Word2VecOptions options, CancellationToken cancellationToken)
        => Train(console, Tokenizers.Create(ml).Fit(text).Transform(text), options, cancellationToken);

    /// <summary>Trains on all text, with the settings for its size.</summary>
    public static WordVectors TrainOnText(
        ToolConsole console, MLContext ml, TrainingText text, SemanticTextOptions settings, int seed, CancellationToken cancellationToken)
    {
        long words = console.Steps.Run("Counting words", _ => text.CountWords());
        Word2VecOptions options = Word2VecOptions.ForCorpus(words) with { NumberOfThreads = settings.NumberOfThreads, Seed = seed };
        return TrainOnText(console, ml, text.All, options with { MinCount = settings.MinCount ?? options.MinCount }, cancellationToken);
    }
}
