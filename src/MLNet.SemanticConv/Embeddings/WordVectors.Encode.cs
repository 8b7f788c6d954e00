using Microsoft.Extensions.AI;

namespace MLNet.SemanticConv;

public sealed partial class WordVectors
{
    /// <summary>The embeddings that a sentence encoder gives to words, each taken as a text by itself.</summary>
    /// <param name="words">V distinct words, such as the slot names of a bag.</param>
    /// <param name="encoder">The encoder: a local one, such as <c>SentenceEncoder</c> of the package MLNet.SemanticConv.Encoders, or a
    /// service.</param>
    /// <param name="progress">Receives the number of words encoded, every few thousand words.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The vectors, V × d, of length 1, in the order of the words.</returns>
    /// <exception cref="ArgumentException">There are no words, or a word occurs twice.</exception>
    /// <exception cref="InvalidOperationException">The encoder gives embeddings that are not finite, or not of one length.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <remarks>
    /// Encoders have seen few texts of a single word, yet the neighbours are those of the language, where word2vec's are those of the
    /// corpus; together they do better than either alone. The vectors can be used like any others.
    /// </remarks>
    /// <example>
    /// <code>
    /// var words = WordVectors.Encode(vectors.Words, encoder);   // such as SentenceEncoder.MiniLM()
    /// Console.WriteLine(words.MostSimilar("charger"));
    /// </code>
    /// </example>
    public static WordVectors Encode(
        IReadOnlyList<string> words,
        IEmbeddingGenerator<string, Embedding<float>> encoder,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(encoder);
        if (words.Count == 0) throw new ArgumentException("There are no words to encode.", nameof(words));
        var (embeddings, dimensions) = TextEncoding.Encode(words, encoder, progress, cancellationToken);
        return new(words, embeddings, dimensions);
    }
}
