namespace MLNet.SemanticConv.Tests.Correlation;

public class SymmetricEigenTests
{
    [Fact]
    public void A_two_by_two_matrix_has_the_eigenvectors_worked_by_hand()
    {
        // [[2, 1], [1, 2]]: 3 along (1, 1), 1 along (1, −1).
        var (values, vectors) = SymmetricEigen.Decompose([[2, 1], [1, 2]]);
        int largest = Array.IndexOf(values, values.Max());
        Assert.Equal(3, values[largest], 12);
        Assert.Equal(1, values[1 - largest], 12);
        Assert.Equal(vectors[largest][0], vectors[largest][1], 12);
        Assert.Equal(0.5, vectors[largest][0] * vectors[largest][0], 12);
    }

    [Fact]
    public void Eigenvectors_are_orthogonal_and_scaled_by_the_matrix()
    {
        const int N = 40;
        var random = new Random(5);
        double[][] matrix = [.. Enumerable.Range(0, N).Select(_ => new double[N])];
        for (int i = 0; i < N; i++)
            for (int j = 0; j <= i; j++) matrix[i][j] = matrix[j][i] = random.NextDouble() - 0.5;
        var (values, vectors) = SymmetricEigen.Decompose([.. matrix.Select(row => row.ToArray())]);
        for (int e = 0; e < N; e++)
        {
            for (int i = 0; i < N; i++) Assert.Equal(values[e] * vectors[e][i], Dot(matrix[i], vectors[e]), 12);
            for (int f = 0; f < N; f++) Assert.Equal(e == f ? 1 : 0, Dot(vectors[e], vectors[f]), 12);
        }
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (x, y) => x * y).Sum();
}
