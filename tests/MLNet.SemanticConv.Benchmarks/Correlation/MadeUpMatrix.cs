namespace MLNet.SemanticConv.Benchmarks.Correlation;

/// <summary>Matrices of any size with random neighbours.</summary>
internal static class MadeUpMatrix
{
    public static CorrelationMatrix Create(int slots, int neighbors, bool halfPrecision)
        => Create([.. Enumerable.Range(0, slots).Select(slot => $"word{slot}")], neighbors, halfPrecision);

    public static CorrelationMatrix Create(string[] names, int neighbors, bool halfPrecision)
    {
        int slots = names.Length;
        var random = new Random(1);
        var builder = new CsrBuilder(slots);
        var row = new HashSet<int>();
        for (int slot = 0; slot < slots; slot++)
        {
            row.Clear();
            while (row.Count < neighbors) row.Add(random.Next(slots));
            foreach (int column in row) builder.Add(column, 0.2f + 0.3f * random.NextSingle());
            builder.EndRow();
        }
        return builder.ToMatrix(names, halfPrecision);
    }
}
