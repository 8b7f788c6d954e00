namespace MLNet.SemanticConv;

/// <summary>
/// The pairs of one block of text, by slot and bucket. A slot is as many words of the corpus as are trained with one learning rate; a
/// bucket (i, j) are the pairs with the input word in part i and the output word in part j.
/// </summary>
internal sealed class SortedPairs
{
    private readonly List<long> _slots = [];
    private RowPair[] _pairs = new RowPair[1 << 16];
    private int[] _ends = new int[1 << 8];
    private int _buckets;

    /// <summary>All words of the block of text.</summary>
    public int WordsRead { get; private set; }

    /// <summary>The numbers of the slots that the block reaches into, rising.</summary>
    public IReadOnlyList<long> Slots => _slots;

    /// <summary>How many stretches still need it.</summary>
    public int Users { get; set; }

    public void Clear(int buckets, int wordsRead)
    {
        (_buckets, WordsRead, Users) = (buckets, wordsRead, 0);
        _slots.Clear();
    }

    /// <summary>The pairs of a bucket of one slot, in the order of the text.</summary>
    public ReadOnlyMemory<RowPair> this[int slot, int bucket]
    {
        get
        {
            int end = (slot * _buckets) + bucket;
            int start = end == 0 ? 0 : _ends[end - 1];
            return _pairs.AsMemory(start, _ends[end] - start);
        }
    }

    /// <summary>Makes room for the pairs of a further slot.</summary>
    /// <param name="slot">Its number.</param>
    /// <param name="counts">How many pairs each bucket gets; receives the index of its first one.</param>
    /// <returns>All pairs.</returns>
    public Span<RowPair> Add(long slot, Span<int> counts)
    {
        int first = _slots.Count * _buckets;
        int end = first == 0 ? 0 : _ends[first - 1];
        _slots.Add(slot);
        if (_ends.Length < first + _buckets) Array.Resize(ref _ends, Math.Max(2 * _ends.Length, first + _buckets));
        for (int bucket = 0; bucket < counts.Length; bucket++)
        {
            int count = counts[bucket];
            counts[bucket] = end;
            _ends[first + bucket] = end = checked(end + count);
        }
        if (_pairs.Length < end) Array.Resize(ref _pairs, Math.Max(2 * _pairs.Length, end));
        return _pairs;
    }
}
