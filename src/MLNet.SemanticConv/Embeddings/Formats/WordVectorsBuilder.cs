using System.Text;

namespace MLNet.SemanticConv;

/// <summary>Collects words and rows while a file is read: for each, <see cref="BeginRow"/>, <see cref="Append"/> and
/// <see cref="EndRow"/>.</summary>
/// <param name="dimensions">The length of a row.</param>
/// <param name="count">The number of words, or 0 where only reading tells.</param>
/// <param name="trusted">
/// Whether the file is known to be large enough for <paramref name="count"/> rows; if not, memory is taken as values come.
/// </param>
/// <param name="leniency">What to do with words that are not UTF-8 or come a second time.</param>
internal sealed class WordVectorsBuilder(int dimensions, int count, bool trusted, Leniency leniency)
{
    private readonly List<string> _words = new(trusted ? count : 0);
    private readonly Dictionary<string, int> _indices = new(trusted ? count : 0, StringComparer.Ordinal);
    private readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Encoding _lenient = leniency.UnicodeErrors == UnicodeErrors.Ignore
        ? Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(""))
        : Encoding.UTF8;

    private float[] _matrix = new float[trusted ? count * dimensions : 0];
    private int _length;

    /// <summary>Takes the word of the next row.</summary>
    /// <param name="utf8">The word.</param>
    /// <returns>What is wrong with it, if it is refused.</returns>
    public string? BeginRow(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "the word is missing";
        string word;
        try
        {
            word = _utf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            word = _lenient.GetString(utf8);
            if (leniency.UnicodeErrors == UnicodeErrors.Strict)
                return $"the word '{word}' is not valid UTF-8; unicodeErrors can have such bytes ignored or replaced";
            if (word.Length == 0) return null;
        }
        if (_indices.TryAdd(word, _words.Count)) _words.Add(word);
        else if (!leniency.KeepFirstOfDuplicates)
            return $"the word '{word}' occurs a second time, after row {_indices[word]}; "
                + $"keepFirstOfDuplicates can pass over that";
        return null;
    }

    /// <summary>Room for the next values of the row, zeros, which the caller fills.</summary>
    public Span<float> Append(int values)
    {
        long needed = (long)_length + values;
        if (needed > Array.MaxLength)
            throw new InvalidDataException($"The file holds more than the {Array.MaxLength} values that fit.");
        if (needed > _matrix.Length) Array.Resize(ref _matrix, (int)Math.Min(Math.Max(needed, 2L * _matrix.Length), Array.MaxLength));
        var room = _matrix.AsSpan(_length, values);
        _length += values;
        return room;
    }

    /// <summary>Keeps the row, or forgets it where its word is left out.</summary>
    public void EndRow() => _length = _words.Count * dimensions;

    public WordVectors Build() => new(_words.AsReadOnly(), _indices, _matrix.AsMemory(0, _length), dimensions);
}
