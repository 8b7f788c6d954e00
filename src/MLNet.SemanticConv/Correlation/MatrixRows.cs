namespace MLNet.SemanticConv;

/// <summary>
/// Lays out neighbours as the rows of C: C[i, i] = own weight, C[i, j] = α·w(cos(i, j)) for each neighbour j of i that is a slot.
/// </summary>
internal static class MatrixRows
{
    public static CorrelationMatrix Lay(
        IReadOnlyList<string> vocabulary, SlotVectors slots, NeighborLists neighbors, CorrelationOptions options)
    {
        var rows = new CsrBuilder(vocabulary.Count);
        for (int slot = 0; slot < vocabulary.Count; slot++)
        {
            if (options.OwnWeight != 0) rows.Add(slot, options.OwnWeight);
            foreach (var neighbor in neighbors[slot])
            {
                float weight = options.Strength * options.Weight.Of(neighbor.Score);
                if (slots.SlotOf(neighbor.Row) is var column && column >= 0 && weight != 0) rows.Add(column, weight);
            }
            rows.EndRow();
        }
        return rows.ToMatrix(vocabulary, options.HalfPrecision);
    }
}
