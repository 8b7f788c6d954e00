namespace MLNet.SemanticConv.Tests.Distillation;

public class RidgeRegressionTests
{
    private const int Rows = 60, Columns = 17, Dimensions = 37;   // one block is not full

    private static readonly Random Random = new(5);
    private static readonly float[][] Dense = [.. Enumerable.Range(0, Rows)
        .Select(_ => Enumerable.Range(0, Columns).Select(_ => Random.Next(3) == 0 ? Random.NextSingle() : 0).ToArray())];
    private static readonly float[] Targets = [.. Enumerable.Range(0, Rows * Dimensions).Select(_ => Random.NextSingle() - 0.5f)];
    private static readonly float[] Prior = [.. Enumerable.Range(0, Columns * Dimensions).Select(_ => Random.NextSingle() - 0.5f)];

    // (AᵀA + λI) V = AᵀE + λV₀, by elimination in double precision
    [Theory]
    [InlineData(0.1)]
    [InlineData(10)]
    public void The_solution_is_that_of_the_normal_equations(double lambda)
    {
        double[][] left = [.. Enumerable.Range(0, Columns).Select(i => Enumerable.Range(0, Columns)
            .Select(j => Dense.Sum(row => (double)row[i] * row[j]) + (i == j ? lambda : 0)).ToArray())];
        double[][] right = [.. Enumerable.Range(0, Columns).Select(i => Enumerable.Range(0, Dimensions)
            .Select(k => Enumerable.Range(0, Rows).Sum(row => (double)Dense[row][i] * Targets[row * Dimensions + k])
                + lambda * Prior[i * Dimensions + k]).ToArray())];
        for (int pivot = 0; pivot < Columns; pivot++)
        {
            for (int row = 0; row < Columns; row++)
            {
                if (row == pivot) continue;
                double factor = left[row][pivot] / left[pivot][pivot];
                for (int j = 0; j < Columns; j++) left[row][j] -= factor * left[pivot][j];
                for (int k = 0; k < Dimensions; k++) right[row][k] -= factor * right[pivot][k];
            }
        }
        float[] solution = Solve(lambda, new() { MaximumNumberOfIterations = 200, Tolerance = 1e-6, NumberOfThreads = 1 });
        for (int i = 0; i < Columns; i++)
            for (int k = 0; k < Dimensions; k++) Assert.Equal(right[i][k] / left[i][i], solution[i * Dimensions + k], 1e-4);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
        => Assert.Equal(Solve(0.3, new() { NumberOfThreads = 1 }), Solve(0.3, new() { NumberOfThreads = 4 }));

    [Fact]
    public void A_great_regularization_leaves_the_prior()
        => Assert.All(Solve(1e7, new()).Zip(Prior), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));

    [Fact]
    public void Cancellation_ends_it()
        => Assert.ThrowsAny<OperationCanceledException>(
            () => new RidgeRegression(Sparse(), Targets, Dimensions).Solve(Prior, 1, new(), new(canceled: true)));

    private static float[] Solve(double lambda, DistillationOptions options)
        => new RidgeRegression(Sparse(), Targets, Dimensions).Solve(Prior, lambda, options, default);

    private static SparseRows Sparse()
    {
        var rows = new SparseRows.Builder(Columns);
        foreach (float[] row in Dense) rows.Add([.. Enumerable.Range(0, Columns)], row);
        return rows.Build();
    }
}
