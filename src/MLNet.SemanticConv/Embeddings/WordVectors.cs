namespace MLNet.SemanticConv;

/// <summary>Words and their vectors: a vocabulary of V words and a V × d matrix of floats, immutable.</summary>
public sealed class WordVectors
{
    private readonly ReadOnlyMemory<float> _matrix;
    private readonly Dictionary<string, int> _indices;

    /// <summary>Words with the given vectors.</summary>
    /// <param name="words">V distinct words.</param>
    /// <param name="matrix">The vectors, V × d, row by row.</param>
    /// <param name="dimensions">The length d of each vector.</param>
    /// <exception cref="ArgumentException">The sizes disagree, a word stands twice, or a value is not finite.</exception>
    public WordVectors(IReadOnlyList<string> words, ReadOnlyMemory<float> matrix, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        if (matrix.Length != (long)words.Count * dimensions)
            throw new ArgumentException($"{words.Count} words of {dimensions} dimensions need {(long)words.Count * dimensions} values, not {matrix.Length}.", nameof(matrix));
        (Words, _matrix, Dimensions) = (words, matrix, dimensions);
        _indices = new(words.Count, StringComparer.Ordinal);
        for (int i = 0; i < words.Count; i++)
            if (!_indices.TryAdd(words[i], i)) throw new ArgumentException($"The word '{words[i]}' stands twice, at {_indices[words[i]]} and {i}.", nameof(words));
    }

    /// <summary>The number of words, V.</summary>
    public int Count => Words.Count;

    /// <summary>The length of each vector, d.</summary>
    public int Dimensions { get; }

    /// <summary>The words in the order of their rows; those of a trained model are sorted by falling frequency.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>All vectors, V × d, row by row.</summary>
    public ReadOnlyMemory<float> Matrix => _matrix;

    /// <summary>The vector of the word in the given row.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<float> this[int index] => _matrix.Span.Slice(checked(index * Dimensions), Dimensions);

    /// <summary>The vector of a word.</summary>
    /// <param name="word">The word; upper and lower case differ.</param>
    /// <exception cref="KeyNotFoundException">The word has no vector.</exception>
    public ReadOnlySpan<float> this[string word]
        => TryGetIndex(word, out int index) ? this[index] : throw new KeyNotFoundException($"The word '{word}' has no vector.");

    /// <summary>Finds the row of a word.</summary>
    /// <param name="word">The word; upper and lower case differ.</param>
    /// <param name="index">Its row, or 0 where it has none.</param>
    /// <returns>Whether the word has a vector.</returns>
    public bool TryGetIndex(string word, out int index) => _indices.TryGetValue(word, out index);
}
