namespace MLNet.SemanticConv;

/// <summary>
/// The k best candidates of each of n queries. Candidates are gathered until there are 2·k, and then the worse half is dropped at once: for
/// so few, that is several times cheaper than a heap, and lets hardly more candidates in.
/// </summary>
internal sealed class BestCandidates
{
    private readonly ulong[] _keys;
    private readonly int[] _counts;
    private readonly float[] _bounds;
    private readonly int _kept;

    /// <param name="queries">The number n of queries.</param>
    /// <param name="kept">The number k of candidates that are kept.</param>
    /// <param name="above">Only candidates with a score above this count.</param>
    public BestCandidates(int queries, int kept, float above)
    {
        _kept = kept;
        long keys = 2L * queries * kept;
        if (keys > Array.MaxLength)
            throw new InvalidOperationException(
                $"The search for the {kept} nearest words of each of {queries} takes more than {Array.MaxLength} places: lower "
                    + $"{nameof(CorrelationOptions.TopN)}.");
        _keys = GC.AllocateUninitializedArray<ulong>((int)keys);
        _counts = new int[queries];
        _bounds = new float[queries];
        _bounds.AsSpan().Fill(MathF.BitIncrement(above));
    }

    /// <summary>
    /// The least score with which a candidate may still be kept, per query. It only rises, so a value that another thread read long ago
    /// lets more through, never less.
    /// </summary>
    public ReadOnlySpan<float> Bounds => _bounds;

    /// <summary>Offers a candidate; those of one query are offered by one thread at a time.</summary>
    public void Offer(int query, NeighborCandidate candidate)
    {
        if (candidate.Score < _bounds[query]) return;
        int capacity = 2 * _kept, count = _counts[query]++;
        _keys[query * capacity + count] = candidate.Key;
        if (count + 1 == capacity) DropWorseHalf(query);
    }

    /// <summary>The candidates of a query, the best first. It is asked once: the candidates are sorted where they lie.</summary>
    public NeighborCandidate[] Take(int query)
    {
        var keys = _keys.AsSpan(query * 2 * _kept, _counts[query]);
        keys.Sort();
        var best = new NeighborCandidate[Math.Min(_kept, keys.Length)];
        for (int i = 0; i < best.Length; i++) best[i] = new(keys[^(i + 1)]);
        return best;
    }

    private void DropWorseHalf(int query)
    {
        var keys = _keys.AsSpan(query * 2 * _kept, 2 * _kept);
        MoveGreatestFirst(keys, _kept);
        ulong worstKept = ulong.MaxValue;
        foreach (ulong key in keys[.._kept]) worstKept = Math.Min(worstKept, key);
        _counts[query] = _kept;
        _bounds[query] = Math.Max(_bounds[query], new NeighborCandidate(worstKept).Score);
    }

    // Hoare's quickselect. The keys of a query differ, since their rows do.
    private static void MoveGreatestFirst(Span<ulong> keys, int count)
    {
        int first = 0, last = keys.Length - 1;
        while (first < last)
        {
            ulong pivot = keys[(first + last) / 2];
            int left = first, right = last;
            while (left <= right)
            {
                while (keys[left] > pivot) left++;
                while (keys[right] < pivot) right--;
                if (left > right) break;
                (keys[left], keys[right]) = (keys[right], keys[left]);
                left++;
                right--;
            }
            if (count <= right) last = right;
            else if (count > left) first = left;
            else return;
        }
    }
}
