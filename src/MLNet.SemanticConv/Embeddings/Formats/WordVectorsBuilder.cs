using System.Text;

namespace MLNet.SemanticConv;

/// <summary>Collects words and rows while a file is read.</summary>
/// <param name="dimensions">The length of a row.</param>
/// <param name="count">The number of words, or 0 where only reading tells.</param>
/// <param name="trusted">
/// Whether the file is known to be large enough for <paramref name="count"/> rows; if not, memory is taken as rows come.
/// </param>
internal sealed class WordVectorsBuilder(int dimensions, int count, bool trusted)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<string> _words = new(trusted ? count : 0);
    private readonly Dictionary<string, int> _indices = new(trusted ? count : 0, StringComparer.Ordinal);
    private float[] _matrix = new float[trusted ? count * dimensions : dimensions];

    public int Count => _words.Count;

    /// <summary>Adds a word with a row of zeros, which the caller fills.</summary>
    /// <param name="utf8">The word.</param>
    /// <param name="row">Its row.</param>
    /// <param name="problem">What is wrong with the word, if it is refused.</param>
    public bool TryAdd(ReadOnlySpan<byte> utf8, out Span<float> row, out string problem)
    {
        row = [];
        problem = "";
        string word;
        try
        {
            word = Strict.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            problem = $"the word '{Encoding.UTF8.GetString(utf8)}' is not valid UTF-8";
            return false;
        }
        if (word.Length == 0) problem = "the word is missing";
        else if (!_indices.TryAdd(word, Count)) problem = $"the word '{word}' stands there a second time, after row {_indices[word]}";
        if (problem.Length > 0) return false;

        _words.Add(word);
        long needed = (long)Count * dimensions;
        if (needed > _matrix.Length) Array.Resize(ref _matrix, (int)Math.Min(Math.Max(needed, 2L * _matrix.Length), Array.MaxLength));
        row = _matrix.AsSpan((Count - 1) * dimensions, dimensions);
        return true;
    }

    public WordVectors Build() => new(_words.AsReadOnly(), _indices, _matrix.AsMemory(0, Count * dimensions), dimensions);
}
