using Microsoft.ML;

namespace MLNet.SemanticConv;

public sealed partial class WordVectors
{
    /// <summary>
    /// Learns vectors from a column of a data view: short for
    /// <see cref="Word2VecTrainer.Train(IDataView, string, IProgress{Word2VecProgress}?, CancellationToken)"/>.
    /// </summary>
    /// <param name="data">The data; a row is a sentence.</param>
    /// <param name="columnName">A column of text, which is split at white space, or of vectors of text, which are taken as words.</param>
    /// <param name="options">The settings; null takes the defaults.</param>
    /// <param name="progress">Receives progress reports, from any thread.</param>
    /// <param name="cancellationToken">Cancels the run at the next block of text.</param>
    /// <returns>The vectors, V × d, by falling frequency of their words.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is not text.</exception>
    /// <exception cref="InvalidOperationException">The text holds no words, none that is frequent enough, or too many for an array of their
    /// vectors.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <example>
    /// <code>
    /// var tokens = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text");
    /// var options = new Word2VecOptions { MinCount = 2, Epochs = 10 };
    /// var vectors = WordVectors.Train(tokens.Fit(allText).Transform(allText), "Tokens", options);
    /// Console.WriteLine(vectors.MostSimilar("charger"));
    /// vectors.Save("models/vectors.bin");
    /// </code>
    /// </example>
    public static WordVectors Train(
        IDataView data,
        string columnName,
        Word2VecOptions? options = null,
        IProgress<Word2VecProgress>? progress = null,
        CancellationToken cancellationToken = default)
        => new Word2VecTrainer(options).Train(data, columnName, progress, cancellationToken);
}
