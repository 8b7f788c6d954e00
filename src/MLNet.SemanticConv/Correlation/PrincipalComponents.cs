using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>
/// The directions in which vectors vary most: the eigenvectors of their d × d covariance with the largest eigenvalues, in double precision.
/// </summary>
internal static class PrincipalComponents
{
    /// <summary>The first principal components.</summary>
    /// <param name="values">The vectors, V × d row by row; rows of zeros are left out.</param>
    /// <param name="mean">Their mean, d values.</param>
    /// <param name="count">How many components, at most d.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>Orthogonal vectors of length 1, the one with the largest variance first.</returns>
    public static double[][] First(ReadOnlySpan<float> values, double[] mean, int count, CancellationToken cancellationToken = default)
    {
        var (variances, directions) = SymmetricEigen.Decompose(Scatter(values, mean, cancellationToken));
        return [.. Enumerable.Range(0, mean.Length).OrderByDescending(i => variances[i]).Take(count).Select(i => directions[i])];
    }

    // Σ (x − μ)(x − μ)ᵀ; dividing by V would change no direction. Only the upper half is summed.
    private static double[][] Scatter(ReadOnlySpan<float> values, double[] mean, CancellationToken cancellationToken)
    {
        int d = mean.Length;
        double[][] scatter = [.. Enumerable.Range(0, d).Select(_ => new double[d])];
        double[] centred = new double[d];
        for (int start = 0; start < values.Length; start += d)
        {
            if (start % (d * 1024) == 0) cancellationToken.ThrowIfCancellationRequested();
            var row = values.Slice(start, d);
            if (!row.ContainsAnyExcept(0f)) continue;
            for (int i = 0; i < d; i++) centred[i] = row[i] - mean[i];
            for (int i = 0; i < d; i++)
                TensorPrimitives.MultiplyAdd(centred.AsSpan(i), centred[i], scatter[i].AsSpan(i), scatter[i].AsSpan(i));
        }
        for (int i = 0; i < d; i++)
            for (int j = 0; j < i; j++) scatter[i][j] = scatter[j][i];
        return scatter;
    }
}
