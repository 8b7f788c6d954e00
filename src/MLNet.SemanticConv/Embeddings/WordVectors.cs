using System.Numerics.Tensors;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>Words and their vectors: a vocabulary of V words and a V × d matrix of floats, immutable.</summary>
public sealed partial class WordVectors : IDisposable
{
    private readonly ReadOnlyMemory<float> _matrix;
    private readonly Dictionary<string, int> _indices;
    private readonly Lazy<float[]> _norms;
    private readonly MappedMatrix? _mapped;

    /// <summary>Words with the given vectors.</summary>
    /// <param name="words">V distinct words; they are copied.</param>
    /// <param name="matrix">The vectors, V × d, row by row. It is not copied: it must not change afterwards.</param>
    /// <param name="dimensions">The length d of each vector.</param>
    /// <exception cref="ArgumentException">The sizes disagree, a word occurs twice, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimensions"/> is less than 1.</exception>
    public WordVectors(IReadOnlyList<string> words, ReadOnlyMemory<float> matrix, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        long needed = (long)words.Count * dimensions;
        if (matrix.Length != needed)
            throw new ArgumentException(
                $"{words.Count} words of {dimensions} dimensions need {needed} values, not {matrix.Length}.", nameof(matrix));
        (Words, _matrix, Dimensions) = (Array.AsReadOnly(words.ToArray()), matrix, dimensions);
        _indices = IndexWords(Words);
        if (FirstNotFinite() is { } problem) throw new ArgumentException(problem, nameof(matrix));
        _norms = new(ComputeNorms);
    }

    /// <summary>The number of words, V.</summary>
    public int Count => Words.Count;

    /// <summary>The length of each vector, d.</summary>
    public int Dimensions { get; }

    /// <summary>The words in the order of their rows; those of a trained model are sorted by falling frequency.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>All vectors, V × d, row by row.</summary>
    public ReadOnlyMemory<float> Matrix => _matrix;

    /// <summary>The Euclidean length of each vector, V.</summary>
    internal ReadOnlySpan<float> Norms => _norms.Value;

    /// <summary>The vector of the word in the given row, of d values.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<float> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _matrix.Span.Slice(index * Dimensions, Dimensions);
        }
    }

    /// <summary>The vector of a word, of d values.</summary>
    /// <param name="word">The word; upper and lower case differ.</param>
    /// <exception cref="KeyNotFoundException">The word has no vector.</exception>
    public ReadOnlySpan<float> this[string word] => this[IndexOf(word)];

    /// <summary>Finds the row of a word.</summary>
    /// <param name="word">The word; upper and lower case differ.</param>
    /// <param name="index">Its row, or 0 where it has none.</param>
    /// <returns>Whether the word has a vector.</returns>
    public bool TryGetIndex(string word, out int index) => _indices.TryGetValue(word, out index);

    /// <summary>
    /// Releases the file of mapped vectors (<see cref="WordVectorsFormat.Mapped"/>). Call it when neither they nor spans of them are used
    /// any more; otherwise the file stays mapped as long as the process runs. Vectors in memory need no disposal.
    /// </summary>
    public void Dispose() => ((IDisposable?)_mapped)?.Dispose();

    /// <summary>Vectors that are mapped are not checked when they are loaded, but before they all are used.</summary>
    /// <exception cref="InvalidDataException">A value of a mapped file is not finite.</exception>
    internal void CheckFinite()
    {
        if (_mapped is not null && FirstNotFinite() is { } problem)
            throw new InvalidDataException($"A mapped file of word vectors is damaged. {problem}");
    }

    /// <summary>The size, and the first words, for a console.</summary>
    /// <returns>A line of text.</returns>
    public override string ToString()
        => $"{Figures.Counted(Count, "word vector")} of {Figures.Counted(Dimensions, "dimension")}: "
            + $"{string.Join(", ", Words.Take(5))}{(Count > 5 ? ", …" : "")}";

    private int IndexOf(string word)
        => TryGetIndex(word, out int index) ? index : throw new KeyNotFoundException($"The word '{word}' has no vector.");

    private float[] ComputeNorms()
    {
        CheckFinite();
        float[] norms = new float[Count];
        for (int i = 0; i < norms.Length; i++) norms[i] = TensorPrimitives.Norm(this[i]);
        return norms;
    }

    private static Dictionary<string, int> IndexWords(IReadOnlyList<string> words)
    {
        var indices = new Dictionary<string, int>(words.Count, StringComparer.Ordinal);
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i] ?? throw new ArgumentException($"The word in row {i} is null.", nameof(words));
            if (!indices.TryAdd(word, i))
                throw new ArgumentException($"The word '{word}' occurs twice, in rows {indices[word]} and {i}.", nameof(words));
        }
        return indices;
    }

    private string? FirstNotFinite()
    {
        var values = _matrix.Span;
        if (values.IsEmpty || TensorPrimitives.IsFiniteAll(values)) return null;
        int i = 0;
        while (float.IsFinite(values[i])) i++;
        return $"The vector of '{Words[i / Dimensions]}' (row {i / Dimensions}) is not finite: dimension {i % Dimensions} is {values[i]}.";
    }
}
