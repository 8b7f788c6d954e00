namespace MLNet.SemanticConv;

/// <summary>
/// "All-but-the-top" (Mu and Viswanath, ICLR 2018): word vectors share a mean and a few directions that say how frequent a word is rather
/// than what it means; without them the cosines of unrelated words spread around 0.
/// <code>
/// x̃ = x − μ,   x' = x̃ − Σₖ (uₖ·x̃) uₖ,   k = 1 … n
/// </code>
/// where μ is the mean of the vectors and u₁ … uₙ are the first eigenvectors of their covariance. (The paper projects x itself; projecting
/// x̃ differs by a constant and leaves the result centred.)
/// </summary>
internal static class AllButTheTop
{
    /// <summary>
    /// Centres the vectors and removes their first principal components. Rows of zeros are no vectors: they are left out and left alone.
    /// </summary>
    /// <param name="values">The vectors, V × d row by row; overwritten.</param>
    /// <param name="dimensions">The length d of a row.</param>
    /// <param name="components">The number n of components to remove; all directions are gone where it reaches d.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static void Remove(Span<float> values, int dimensions, int components, CancellationToken cancellationToken = default)
    {
        double[] mean = Mean(values, dimensions);
        double[][] directions = components == 0
            ? []
            : PrincipalComponents.First(values, mean, Math.Min(components, dimensions), cancellationToken);
        double[] centred = new double[dimensions];
        for (int start = 0; start < values.Length; start += dimensions)
        {
            var row = values.Slice(start, dimensions);
            if (!row.ContainsAnyExcept(0f)) continue;
            for (int i = 0; i < row.Length; i++) centred[i] = row[i] - mean[i];
            foreach (double[] direction in directions) Project(centred, direction);
            for (int i = 0; i < row.Length; i++) row[i] = (float)centred[i];
        }
    }

    private static double[] Mean(ReadOnlySpan<float> values, int dimensions)
    {
        double[] mean = new double[dimensions];
        int count = 0;
        for (int start = 0; start < values.Length; start += dimensions)
        {
            var row = values.Slice(start, dimensions);
            if (!row.ContainsAnyExcept(0f)) continue;
            for (int i = 0; i < row.Length; i++) mean[i] += row[i];
            count++;
        }
        for (int i = 0; i < mean.Length && count > 0; i++) mean[i] /= count;
        return mean;
    }

    private static void Project(Span<double> vector, ReadOnlySpan<double> direction)
    {
        double along = 0;
        for (int i = 0; i < vector.Length; i++) along += vector[i] * direction[i];
        for (int i = 0; i < vector.Length; i++) vector[i] -= along * direction[i];
    }
}
