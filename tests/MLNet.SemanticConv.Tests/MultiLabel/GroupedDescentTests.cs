namespace MLNet.SemanticConv.Tests.MultiLabel;

/// <summary>The solver for groups of labels against the one for a single label, which is held to LIBLINEAR.</summary>
public sealed class GroupedDescentTests
{
    private const int Rows = 400, Features = 60, Labels = 16;

    [Theory]
    [InlineData(false, ClassWeighting.None, false, false)]
    [InlineData(false, ClassWeighting.Balanced, false, true)]
    [InlineData(false, ClassWeighting.None, true, false)]
    [InlineData(false, ClassWeighting.Balanced, true, true)]
    [InlineData(true, ClassWeighting.None, false, false)]
    [InlineData(true, ClassWeighting.Balanced, false, true)]
    [InlineData(true, ClassWeighting.None, true, false)]
    [InlineData(true, ClassWeighting.Balanced, true, true)]
    public void Each_label_gets_the_weights_that_it_gets_alone(bool logistic, ClassWeighting classWeighting, bool weighted, bool part)
    {
        var data = Make(weighted);
        int[]? rows = part ? [.. Enumerable.Range(0, Rows).Where(row => row % 3 != 0)] : null;
        var options = new SparseLinearOptions { Cost = 2, Tolerance = 1e-4, ClassWeighting = classWeighting };
        int[] labels = [.. Enumerable.Range(0, Labels)];
        float[][] grouped = Solve(logistic, data, rows, labels, options);
        for (int k = 0; k < Labels; k++)
        {
            var problem = LinearProblem.Create(data.Features, rows, data.Labels.Flags(k, rows), data.Weights, options);
            double[] alone = logistic
                ? DualCoordinateDescent.Logistic(problem, options, () => { })
                : DualCoordinateDescent.SquaredHinge(problem, options, () => { });
            for (int j = 0; j <= Features; j++) Assert.Equal(alone[j], grouped[k][j], 5e-4 * (1 + Math.Abs(alone[j])));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_label_gets_does_not_depend_on_its_company(bool logistic)
    {
        var data = Make(weighted: false);
        var options = new SparseLinearOptions();
        float[][] together = Solve(logistic, data, null, [.. Enumerable.Range(0, Labels)], options);
        Assert.Equal(together[3], Solve(logistic, data, null, [3], options)[0]);
        Assert.Equal(together[12], Solve(logistic, data, null, [5, 12, 1], options)[1]);
    }

    [Fact]
    public void It_is_left_between_two_passes()
        => Assert.Throws<OperationCanceledException>(() => GroupedDescent.SquaredHinge(
            LabelGroup.Create(Make(weighted: false), null, [0, 1], new()), new(), () => throw new OperationCanceledException()));

    private static float[][] Solve(bool logistic, TrainingRows data, int[]? rows, int[] labels, SparseLinearOptions options)
    {
        var group = LabelGroup.Create(data, rows, labels, options);
        return logistic ? GroupedDescent.Logistic(group, options, () => { }) : GroupedDescent.SquaredHinge(group, options, () => { });
    }

    /// <summary>Sparse rows of unit length, in which label k goes with feature k; the later, the rarer.</summary>
    private static TrainingRows Make(bool weighted)
    {
        var random = new Random(1);
        var features = new FeatureRows.Builder(Features);
        var labels = new LabelSets.Builder([.. Enumerable.Range(0, Labels).Select(k => $"label{k}")]);
        for (int row = 0; row < Rows; row++)
        {
            int[] indices = [.. Enumerable.Range(0, 1 + random.Next(8)).Select(_ => random.Next(Features)).Distinct().Order()];
            float[] values = [.. indices.Select(_ => 1 / MathF.Sqrt(indices.Length))];
            features.Add(indices, values);
            labels.Add([.. Enumerable.Range(0, Labels).Where(k => row == k || random.Next(20) < (indices.Contains(k) ? 14 - k / 2 : 1))
                .Select(k => $"label{k}")]);
        }
        float[]? weights = weighted ? [.. Enumerable.Range(0, Rows).Select(row => row % 5 / 2f)] : null;
        return new(features.Build(), labels.Build(1), weights);
    }
}
