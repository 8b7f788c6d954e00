namespace MLNet.SemanticConv;

/// <summary>
/// The neighbours of each slot: rows of <see cref="SlotVectors.Vectors"/> and their cosines, the nearest first, equal ones by rising row.
/// </summary>
internal sealed class NeighborLists
{
    private readonly NeighborCandidate[][] _ofSlot;

    private NeighborLists(NeighborCandidate[][] ofSlot) => _ofSlot = ofSlot;

    public ReadOnlySpan<NeighborCandidate> this[int slot] => _ofSlot[slot];

    /// <summary>Finds the nearest of the words in scope: all that <see cref="Narrow"/> may keep for these settings or narrower
    /// ones.</summary>
    public static NeighborLists Find(
        SlotVectors slots,
        CorrelationOptions options,
        SearchSettings? settings,
        IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var (sides, slotOfQuery) = Sides(slots, options.Among);
        // An n-gram's own words are nearest to it and are taken out afterwards.
        int count = Math.Min(options.TopN, slots.Vectors.Count) + slots.LongestNgram;
        Func<int, NeighborCandidate[]> best = options.CslsNeighbors is { } surroundings
            ? new Csls(slots.Vectors, sides, surroundings, settings, progress, cancellationToken).Find(count)
            : NeighborSearch.Run(slots.Vectors, sides, count, options.Threshold, settings, progress, cancellationToken).Take;

        var ofSlot = new NeighborCandidate[slots.SlotCount][];
        Array.Fill(ofSlot, []);
        for (int query = 0; query < slotOfQuery.Length; query++)
        {
            int slot = slotOfQuery[query];
            int[] own = slots.OwnWords(slots.RowOf(slot)).ToArray();
            ofSlot[slot] = [.. best(query).Where(candidate => !own.Contains(candidate.Row))];
        }
        return new(ofSlot);
    }

    /// <summary>The nearest <paramref name="topN"/>, those above the threshold.</summary>
    public NeighborLists Narrow(int topN, float threshold)
        => new(Array.ConvertAll(_ofSlot, found => found.Take(topN).Where(candidate => candidate.Score > threshold).ToArray()));

    private static (SearchSides Sides, int[] SlotOfQuery) Sides(SlotVectors slots, NeighborScope among)
    {
        int[] withVector = [.. Enumerable.Range(0, slots.SlotCount).Where(slot => slots.RowOf(slot) >= 0)];
        if (among == NeighborScope.Vocabulary) return (new([.. withVector.Select(slots.RowOf)], [], []), withVector);

        int[] words = [.. withVector.Where(slot => slots.RowOf(slot) < slots.WordCount)];
        int[] ngrams = [.. withVector.Where(slot => slots.RowOf(slot) >= slots.WordCount)];
        int[] others = [.. Enumerable.Range(0, slots.WordCount).Where(row => slots.SlotOf(row) < 0 && !slots.Vectors.IsZero(row))];
        return (new([.. words.Select(slots.RowOf)], [.. ngrams.Select(slots.RowOf)], others), [.. words, .. ngrams]);
    }
}
