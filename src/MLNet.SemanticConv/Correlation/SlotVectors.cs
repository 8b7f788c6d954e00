namespace MLNet.SemanticConv;

/// <summary>
/// Which vector each slot of the bag has. The vectors are those of the model's words, in the order of the model, followed by those made for
/// slots of several words.
/// </summary>
internal sealed class SlotVectors
{
    private readonly int[] _rowOfSlot;
    private readonly int[] _slotOfRow;
    private readonly Dictionary<int, int[]> _wordsOfNgram;

    private SlotVectors(UnitVectors vectors, int wordCount, int[] rowOfSlot, Dictionary<int, int[]> wordsOfNgram)
    {
        (Vectors, WordCount, _rowOfSlot, _wordsOfNgram) = (vectors, wordCount, rowOfSlot, wordsOfNgram);
        _slotOfRow = new int[vectors.Count];
        _slotOfRow.AsSpan().Fill(-1);
        for (int slot = 0; slot < rowOfSlot.Length; slot++)
            if (rowOfSlot[slot] >= 0) _slotOfRow[rowOfSlot[slot]] = slot;
    }

    public UnitVectors Vectors { get; }

    /// <summary>How many of the vectors are those of words of the model; the others are of n-grams.</summary>
    public int WordCount { get; }

    public int SlotCount => _rowOfSlot.Length;

    /// <summary>The row of a slot's vector, or −1 where it has none.</summary>
    public int RowOf(int slot) => _rowOfSlot[slot];

    /// <summary>The slot that a vector belongs to, or −1 where the word is not a slot.</summary>
    public int SlotOf(int row) => _slotOfRow[row];

    /// <summary>The rows of the words that an n-gram's vector is the mean of; none for a word's vector.</summary>
    public ReadOnlySpan<int> OwnWords(int row) => _wordsOfNgram.TryGetValue(row, out int[]? words) ? words : [];

    /// <summary>The greatest number of words in a slot.</summary>
    public int LongestNgram => _wordsOfNgram.Values.Select(words => words.Length).DefaultIfEmpty(0).Max();

    /// <summary>Finds the vectors of slots by their names.</summary>
    /// <param name="vocabulary">The slot names.</param>
    /// <param name="vectors">The model, for the rows of its words.</param>
    /// <param name="units">The prepared vectors of the model's words, V × d.</param>
    /// <param name="ngrams">Whether a slot "a|b" gets the mean of its words' vectors.</param>
    public static SlotVectors Find(IReadOnlyList<string> vocabulary, WordVectors vectors, UnitVectors units, bool ngrams)
    {
        int[] rowOfSlot = new int[vocabulary.Count];
        var wordsOfNgram = new Dictionary<int, int[]>();
        for (int slot = 0; slot < rowOfSlot.Length; slot++)
        {
            string name = vocabulary[slot];
            if (vectors.TryGetIndex(name, out int row)) rowOfSlot[slot] = units.IsZero(row) ? -1 : row;
            else if (ngrams && NgramMean.WordsOf(name, vectors) is { } words && !words.Any(units.IsZero))
                wordsOfNgram.Add(rowOfSlot[slot] = units.Count + wordsOfNgram.Count, words);
            else rowOfSlot[slot] = -1;
        }
        var all = wordsOfNgram.Count == 0
            ? units
            : NgramMean.Append(units, wordsOfNgram.OrderBy(entry => entry.Key).Select(entry => entry.Value));
        return new(all, units.Count, rowOfSlot, wordsOfNgram);
    }
}
