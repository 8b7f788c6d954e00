using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>Trains word2vec and shows how far it is.</summary>
internal static class Word2VecStep
{
    /// <summary>Above this many words of text a word seen twice is noise, and few passes are enough.</summary>
    private const long LargeCorpus = 1_500_000;

    /// <summary>
    /// The settings for the vectors of a pipeline: 100 dimensions, window 5, 5 negative samples; below a million and a half words of text 10 passes
    /// and every word that stands twice, above it 5 passes and words that stand five times.
    /// </summary>
    public static Word2VecOptions OptionsFor(long words, int seed, int threads)
        => words < LargeCorpus
        ? new() { MinCount = 2, Epochs = 10, Seed = seed, Threads = threads }
        : new() { MinCount = 5, Epochs = 5, Seed = seed, Threads = threads };

    /// <summary>Trains on a column Tokens.</summary>
    public static WordVectors Train(ToolConsole console, IDataView tokens, Word2VecOptions options, CancellationToken cancellationToken)
        => console.Steps.Run("Training word2vec", progress => WordVectors.Train(
            tokens, "Tokens", options, new InlineProgress<Word2VecProgress>(p => progress.Report(p.WordsTotal > 0 ? (double)p.WordsDone / p.WordsTotal : 0)), cancellationToken));

    /// <summary>The vectors of a file, or those trained on all the text where none is given.</summary>
    public static WordVectors LoadOrTrain(ToolConsole console, MLContext ml, TrainingText text, string? path, int seed, int threads, CancellationToken cancellationToken)
    {
        if (path is not null) return WordVectors.Load(path);
        IDataView tokens = Tokenizers.Create(ml).Fit(text.All).Transform(text.All);
        return Train(console, tokens, OptionsFor(text.Words, seed, threads), cancellationToken);
    }
}
