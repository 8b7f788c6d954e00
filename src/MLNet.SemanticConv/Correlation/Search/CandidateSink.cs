namespace MLNet.SemanticConv;

/// <summary>
/// One thread's way to the heaps of one block of queries: their bounds at hand, and a buffer, so that the block's lock is taken once for
/// many candidates.
/// </summary>
internal sealed unsafe class CandidateSink
{
    private const int Capacity = 1024;
    private readonly BestCandidates _best;
    private readonly AlignedFloats _bounds;
    private readonly int[] _queries = new int[Capacity];
    private readonly NeighborCandidate[] _candidates = new NeighborCandidate[Capacity];
    private SearchBlock? _block;
    private int _count;

    public CandidateSink(BestCandidates best, int blockLength) => (_best, _bounds) = (best, new(blockLength));

    /// <summary>The least score of use to each query of the block, as last read; infinite beyond its end.</summary>
    public float* Bounds => _bounds.Pointer;

    /// <summary>Turns to a block, or to none, of which no candidate is wanted.</summary>
    public void Open(SearchBlock? block)
    {
        _block = block;
        _bounds.Span.Fill(float.PositiveInfinity);
        ReadBounds();
    }

    /// <summary>Adds a candidate for the query with the given place in the block.</summary>
    public void Add(int query, float score, int row)
    {
        _queries[_count] = query;
        _candidates[_count] = new(score, row);
        if (++_count == Capacity) Flush();
    }

    /// <summary>Hands over what was added, and reads the bounds that have risen.</summary>
    public void Flush()
    {
        if (_count == 0) return;
        lock (_block!.Gate)
        {
            for (int i = 0; i < _count; i++) _best.Offer(_block.FirstQuery + _queries[i], _candidates[i]);
        }
        _count = 0;
        ReadBounds();
    }

    private void ReadBounds()
    {
        if (_block is not null) _best.Bounds.Slice(_block.FirstQuery, _block.Length).CopyTo(_bounds.Span);
    }
}
