namespace MLNet.SemanticConv;

/// <summary>The k best candidates of each of n queries: n heaps in one array, the worst kept candidate at the root of each.</summary>
internal sealed class BestCandidates
{
    private readonly ulong[] _keys;
    private readonly int[] _counts;
    private readonly float[] _bounds;
    private readonly int _capacity;

    /// <param name="queries">The number n of queries.</param>
    /// <param name="capacity">The number k of candidates that are kept.</param>
    /// <param name="above">Only candidates with a score above this count.</param>
    public BestCandidates(int queries, int capacity, float above)
    {
        _capacity = capacity;
        _keys = new ulong[checked(queries * capacity)];
        _counts = new int[queries];
        _bounds = new float[queries];
        _bounds.AsSpan().Fill(MathF.BitIncrement(above));
    }

    /// <summary>
    /// The least score with which a candidate may still be kept, per query; it only rises, so an old value read by another thread lets more through, never less.
    /// </summary>
    public ReadOnlySpan<float> Bounds => _bounds;

    /// <summary>Offers a candidate; those of one query are offered by one thread at a time.</summary>
    public void Offer(int query, NeighborCandidate candidate)
    {
        var heap = _keys.AsSpan(query * _capacity, _capacity);
        ref int count = ref _counts[query];
        if (candidate.Score < _bounds[query]) return;
        if (count < _capacity)
        {
            SiftUp(heap, count++, candidate.Key);
        }
        else
        {
            if (candidate.Key <= heap[0]) return;
            SiftDown(heap, candidate.Key);
        }
        if (count == _capacity) _bounds[query] = Math.Max(_bounds[query], new NeighborCandidate(heap[0]).Score);
    }

    /// <summary>The candidates of a query, the best first; the heap is used up.</summary>
    public NeighborCandidate[] Take(int query)
    {
        var heap = _keys.AsSpan(query * _capacity, _counts[query]);
        heap.Sort();
        heap.Reverse();
        var best = new NeighborCandidate[heap.Length];
        for (int i = 0; i < best.Length; i++) best[i] = new(heap[i]);
        _counts[query] = 0;
        return best;
    }

    private static void SiftUp(Span<ulong> heap, int hole, ulong key)
    {
        while (hole > 0)
        {
            int parent = (hole - 1) / 2;
            if (heap[parent] <= key) break;
            heap[hole] = heap[parent];
            hole = parent;
        }
        heap[hole] = key;
    }

    // Replaces the root.
    private static void SiftDown(Span<ulong> heap, ulong key)
    {
        int hole = 0;
        while (2 * hole + 1 < heap.Length)
        {
            int child = 2 * hole + 1;
            if (child + 1 < heap.Length && heap[child + 1] < heap[child]) child++;
            if (heap[child] >= key) break;
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = key;
    }
}
