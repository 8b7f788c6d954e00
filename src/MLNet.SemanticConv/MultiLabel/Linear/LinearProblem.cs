namespace MLNet.SemanticConv;

/// <summary>
/// One binary problem for <see cref="DualCoordinateDescent"/>: rows of shared features, the side that each is on and what its loss costs.
/// </summary>
internal sealed class LinearProblem
{
    private LinearProblem(FeatureRows features, int[]? rows, bool[] positive, double[] costs)
        => (Features, Rows, Positive, Costs) = (features, rows, positive, costs);

    public FeatureRows Features { get; }

    /// <summary>The rows that take part, or null for all.</summary>
    public int[]? Rows { get; }

    public bool[] Positive { get; }

    /// <summary>C cᵢ of each row that takes part.</summary>
    public double[] Costs { get; }

    public int Count => Positive.Length;

    public int RowOf(int i) => Rows is null ? i : Rows[i];

    public static LinearProblem Create(FeatureRows features, int[]? rows, bool[] positive, float[]? weights, SparseLinearOptions options)
    {
        var (ofPositive, ofNegative) = options.CostsOf(positive.AsSpan().Count(true), positive.Length);
        double[] costs = new double[positive.Length];
        for (int i = 0; i < costs.Length; i++)
            costs[i] = (positive[i] ? ofPositive : ofNegative) * (weights is null ? 1 : weights[rows is null ? i : rows[i]]);
        return new(features, rows, positive, costs);
    }
}
