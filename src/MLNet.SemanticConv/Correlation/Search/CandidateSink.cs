namespace MLNet.SemanticConv;

/// <summary>
/// One thread's way to the heaps of one block of queries: their bounds at hand, and a buffer, so that the block's lock is taken once for many candidates.
/// </summary>
internal sealed class CandidateSink(BestCandidates best, int blockLength)
{
    private const int Capacity = 2048;
    private readonly (int Query, NeighborCandidate Candidate)[] _buffer = new (int, NeighborCandidate)[Capacity];
    private readonly float[] _bounds = new float[blockLength];
    private SearchBlock? _block;
    private int _count;

    /// <summary>The least score of use to each query of the block, as last read; infinite beyond its end.</summary>
    public ReadOnlySpan<float> Bounds => _bounds;

    /// <summary>Turns to a block, or to none, of which no candidate is wanted.</summary>
    public void Open(SearchBlock? block)
    {
        _block = block;
        _bounds.AsSpan().Fill(float.PositiveInfinity);
        ReadBounds();
    }

    /// <summary>Adds a candidate for the query with the given place in the block.</summary>
    public void Add(int query, NeighborCandidate candidate)
    {
        if (_count == Capacity) Flush();
        _buffer[_count++] = (query, candidate);
    }

    /// <summary>Hands over what was added, and reads the bounds that have risen.</summary>
    public void Flush()
    {
        if (_count == 0 || _block is null) return;
        lock (_block.Gate)
        {
            foreach (var (query, candidate) in _buffer.AsSpan(0, _count)) best.Offer(_block.FirstQuery + query, candidate);
        }
        _count = 0;
        ReadBounds();
    }

    private void ReadBounds()
    {
        if (_block is not null) best.Bounds.Slice(_block.FirstQuery, _block.Length).CopyTo(_bounds);
    }
}
