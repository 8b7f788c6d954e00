namespace MLNet.SemanticConv;

/// <summary>Up to <see cref="Lanes"/> binary problems on the same rows, for <see cref="GroupedDescent"/>: a lane of the registers for each
/// label.</summary>
internal sealed class LabelGroup
{
    /// <summary>As many single-precision numbers as a cache line holds, so that one line has all that the labels know of a feature or of a
    /// row.</summary>
    public const int Lanes = 16;

    private readonly int[]? _rows;
    private readonly float[]? _weights;

    private LabelGroup(TrainingRows data, int[]? rows, ushort[] positive, int labels)
    {
        (Features, _weights, _rows) = (data.Features, data.Weights, rows);
        (Positive, Labels) = (positive, labels);
    }

    public FeatureRows Features { get; }

    /// <summary>The number of rows that take part.</summary>
    public int Count => Positive.Length;

    /// <summary>The number of labels; lanes beyond it are idle.</summary>
    public int Labels { get; }

    /// <summary>Bit k of element i: whether row i has label k.</summary>
    public ushort[] Positive { get; }

    /// <summary>C of a positive row of weight 1, for each lane.</summary>
    public float[] PositiveCosts { get; } = new float[Lanes];

    /// <summary>C of a negative row of weight 1, for each lane.</summary>
    public float[] NegativeCosts { get; } = new float[Lanes];

    public int RowOf(int i) => _rows is null ? i : _rows[i];

    public float WeightOf(int i) => _weights is null ? 1 : _weights[RowOf(i)];

    /// <param name="data">All rows.</param>
    /// <param name="rows">Those that take part, or null for all.</param>
    /// <param name="labels">The labels, at most <see cref="Lanes"/>.</param>
    /// <param name="options">The costs.</param>
    public static LabelGroup Create(TrainingRows data, int[]? rows, ReadOnlySpan<int> labels, SparseLinearOptions options)
    {
        ushort[] positive = new ushort[data.Count];
        for (int lane = 0; lane < labels.Length; lane++)
            foreach (int row in data.Labels[labels[lane]]) positive[row] |= (ushort)(1 << lane);
        if (rows != null) positive = Array.ConvertAll(rows, row => positive[row]);

        var group = new LabelGroup(data, rows, positive, labels.Length);
        for (int lane = 0; lane < Lanes; lane++)
        {
            int bit = 1 << lane, positives = 0;
            foreach (ushort mask in positive) positives += (mask & bit) == 0 ? 0 : 1;
            var (ofPositive, ofNegative) = lane < labels.Length ? options.CostsOf(positives, positive.Length) : (1, 1);
            (group.PositiveCosts[lane], group.NegativeCosts[lane]) = ((float)ofPositive, (float)ofNegative);
        }
        return group;
    }
}
