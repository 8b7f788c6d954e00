namespace MLNet.SemanticConv.Tests.Correlation;

/// <summary>Small matrices and vectors written out in tests.</summary>
internal static class MatrixMaker
{
    /// <summary>A matrix from its dense rows; zeros are not stored.</summary>
    public static CorrelationMatrix From(string[] names, float[][] rows, bool halfPrecision = false)
    {
        var builder = new CsrBuilder(names.Length);
        foreach (float[] row in rows)
        {
            for (int column = 0; column < row.Length; column++)
                if (row[column] != 0) builder.Add(column, row[column]);
            builder.EndRow();
        }
        return builder.ToMatrix(names, halfPrecision);
    }

    /// <summary>A matrix of random entries, some of them on the diagonal.</summary>
    public static CorrelationMatrix Random(int size, int entriesPerRow, int seed = 1)
    {
        var random = new Random(seed);
        var builder = new CsrBuilder(size);
        for (int row = 0; row < size; row++)
        {
            foreach (int column in Enumerable.Range(0, entriesPerRow).Select(_ => random.Next(size)).Distinct())
                builder.Add(column, random.NextSingle());
            builder.EndRow();
        }
        return builder.ToMatrix([.. Enumerable.Range(0, size).Select(slot => $"w{slot}")]);
    }

    public static WordVectors Vectors(params (string Word, float[] Vector)[] words)
        => new([.. words.Select(word => word.Word)], words.SelectMany(word => word.Vector).ToArray(), words[0].Vector.Length);
}
