namespace MLNet.SemanticConv;

/// <summary>
/// Lays out neighbours as a symmetric matrix, the way gensim's <c>SparseTermSimilarityMatrix</c> does for the soft cosine (Sidorov et al.
/// 2014; Novotný 2018): slot by slot, a row that has room for m more entries takes up those of its m nearest words that are slots, by
/// rising slot, each on both sides of the diagonal, unless it is there already or the other row is full. So a word near to many slots has
/// the weights of the first of them.
/// </summary>
internal static class SymmetricMatrix
{
    public static CorrelationMatrix Lay(
        IReadOnlyList<string> vocabulary, SlotVectors slots, NeighborLists neighbors, CorrelationOptions options)
    {
        var entries = new SortedList<int, float>[vocabulary.Count];
        for (int slot = 0; slot < entries.Length; slot++) entries[slot] = [];

        for (int slot = 0; slot < entries.Length; slot++)
        {
            int room = options.TopN - entries[slot].Count;
            var nearest = neighbors[slot][..Math.Min(room, neighbors[slot].Length)].ToArray()
                .Select(neighbor => (Slot: slots.SlotOf(neighbor.Row), Cosine: neighbor.Score))
                .Where(neighbor => neighbor.Slot >= 0)
                .Order();
            foreach (var (other, cosine) in nearest)
            {
                float weight = options.Strength * options.Weight.Of(cosine);
                if (weight == 0 || entries[other].Count == options.TopN || !entries[slot].TryAdd(other, weight)) continue;
                entries[other].Add(slot, weight);
            }
        }
        return ToMatrix(vocabulary, entries, options);
    }

    private static CorrelationMatrix ToMatrix(
        IReadOnlyList<string> vocabulary, SortedList<int, float>[] entries, CorrelationOptions options)
    {
        var rows = new CsrBuilder(entries.Length);
        for (int slot = 0; slot < entries.Length; slot++)
        {
            if (options.OwnWeight != 0) rows.Add(slot, options.OwnWeight);
            foreach (var (other, weight) in entries[slot]) rows.Add(other, weight);
            rows.EndRow();
        }
        return rows.ToMatrix(vocabulary, options.HalfPrecision);
    }
}
