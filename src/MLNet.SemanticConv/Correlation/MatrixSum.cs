namespace MLNet.SemanticConv;

/// <summary>C₁ + C₂ + …: a word's neighbours by several vectors.</summary>
internal static class MatrixSum
{
    /// <param name="vocabulary">The slot names, which all matrices have.</param>
    /// <param name="matrices">The matrices; none for one without entries.</param>
    public static CorrelationMatrix Of(IReadOnlyList<string> vocabulary, IReadOnlyList<CorrelationMatrix> matrices)
    {
        if (matrices.Count == 0) return CorrelationMatrix.Empty(vocabulary);
        if (matrices.Count == 1) return matrices[0];
        var rows = new CsrBuilder(vocabulary.Count);
        float[] sums = new float[vocabulary.Count];
        var columns = new List<int>();
        for (int row = 0; row < vocabulary.Count; row++)
        {
            foreach (var matrix in matrices)
            {
                matrix.Row(row, out var own, out var weights);
                for (int i = 0; i < own.Length; i++)
                {
                    if (sums[own[i]] == 0) columns.Add(own[i]);
                    sums[own[i]] += weights[i];
                }
            }
            foreach (int column in columns.Distinct())
            {
                if (sums[column] != 0) rows.Add(column, sums[column]);
                sums[column] = 0;
            }
            columns.Clear();
            rows.EndRow();
        }
        bool halfPrecision = matrices.All(matrix => matrix.HalfPrecision);
        return rows.ToMatrix(vocabulary, halfPrecision);
    }
}
