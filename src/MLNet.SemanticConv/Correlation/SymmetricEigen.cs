namespace MLNet.SemanticConv;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations (Golub and Van Loan, Matrix Computations, § 8.5): each rotation
/// zeroes one element off the diagonal, and a few sweeps over all of them leave the diagonal alone, to full accuracy.
/// </summary>
internal static class SymmetricEigen
{
    private const int MaximumSweeps = 60;

    /// <summary>Decomposes A = Uᵀ·Λ·U.</summary>
    /// <param name="matrix">A, n × n and symmetric; overwritten.</param>
    /// <returns>The eigenvalues, in no order, and to each its eigenvector of length 1, a row of U.</returns>
    public static (double[] Values, double[][] Vectors) Decompose(double[][] matrix)
    {
        int n = matrix.Length;
        double[][] vectors = [.. Enumerable.Range(0, n).Select(i => { double[] row = new double[n]; row[i] = 1; return row; })];
        double negligible = 1e-30 * matrix.Sum(row => row.Sum(value => value * value));
        for (int sweep = 0; sweep < MaximumSweeps && SquaresAboveDiagonal(matrix) > negligible; sweep++)
            for (int p = 0; p < n - 1; p++)
                for (int q = p + 1; q < n; q++)
                    if (matrix[p][q] != 0) Rotate(matrix, vectors, p, q);
        return ([.. Enumerable.Range(0, n).Select(i => matrix[i][i])], vectors);
    }

    private static void Rotate(double[][] matrix, double[][] vectors, int p, int q)
    {
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(1 + theta * theta));
        double cosine = 1 / Math.Sqrt(1 + tangent * tangent), sine = tangent * cosine;

        RotateRows(matrix[p], matrix[q], cosine, sine);
        for (int i = 0; i < matrix.Length; i++)
        {
            double[] row = matrix[i];
            (row[p], row[q]) = (cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]);
        }
        RotateRows(vectors[p], vectors[q], cosine, sine);
    }

    private static void RotateRows(double[] p, double[] q, double cosine, double sine)
    {
        for (int i = 0; i < p.Length; i++) (p[i], q[i]) = (cosine * p[i] - sine * q[i], sine * p[i] + cosine * q[i]);
    }

    // Added one by one: vectors of another width would add in another order, and might end the sweeps at another time.
    private static double SquaresAboveDiagonal(double[][] matrix)
    {
        double squares = 0;
        for (int i = 0; i < matrix.Length; i++)
            for (int j = i + 1; j < matrix.Length; j++) squares += matrix[i][j] * matrix[i][j];
        return squares;
    }
}
