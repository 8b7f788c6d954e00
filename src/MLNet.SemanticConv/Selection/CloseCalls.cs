using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>
/// How much the tags of a text would teach. Of all labels the one counts whose call is the closest: the distance of its score from its
/// threshold, in units of the scores' spread, plus <c>rarity · ln(1 + n)</c>, where n are the examples that the label has and those that
/// the texts chosen so far are expected to bring.
/// </summary>
internal sealed class CloseCalls
{
    private readonly float[] _thresholds;
    private readonly double[] _examples;
    private readonly double _rarity;
    private readonly float _perUnit;

    /// <param name="thresholds">The threshold of each of K labels.</param>
    /// <param name="support">The examples that each has.</param>
    /// <param name="rarity">How much the examples count.</param>
    /// <param name="unit">The distance that counts 1.</param>
    public CloseCalls(IReadOnlyList<float> thresholds, IReadOnlyList<int> support, double rarity, double unit)
    {
        (_thresholds, _examples, _rarity) = ([.. thresholds], [.. support], rarity);
        _perUnit = unit > 0 ? (float)(1 / unit) : 1;
        Handicaps = Array.ConvertAll(_examples, HandicapOf);
    }

    /// <summary>What each label's examples count.</summary>
    public float[] Handicaps { get; }

    /// <summary>How far each label's call is from the closest that there can be, its examples aside.</summary>
    /// <param name="scores">K scores of a text.</param>
    /// <param name="distances">Receives K distances.</param>
    public void Distances(ReadOnlySpan<float> scores, Span<float> distances)
    {
        TensorPrimitives.Subtract(scores, _thresholds, distances);
        TensorPrimitives.Abs(distances, distances);
        TensorPrimitives.Multiply(distances, _perUnit, distances);
    }

    /// <summary>The label whose call counts as the closest, and its value: the less, the more its tags would teach.</summary>
    public (int Label, float Value) Closest(ReadOnlySpan<float> scores, Span<float> distances)
    {
        Distances(scores, distances);
        TensorPrimitives.Add(distances, Handicaps, distances);
        int label = TensorPrimitives.IndexOfMin(distances);
        return (label, distances[label]);
    }

    /// <summary>A text was chosen: labels that it probably has need others less.</summary>
    public void Choose(ReadOnlySpan<float> probabilities)
    {
        for (int k = 0; k < _examples.Length; k++)
        {
            _examples[k] += probabilities[k];
            Handicaps[k] = HandicapOf(_examples[k]);
        }
    }

    /// <summary>The mean over the labels of the standard deviation of their scores.</summary>
    /// <param name="scores">N × K scores.</param>
    public static double Spread(IReadOnlyList<float[]> scores)
    {
        int labels = scores[0].Length;
        double sum = 0;
        for (int k = 0; k < labels; k++)
        {
            double mean = scores.Average(row => (double)row[k]);
            sum += Math.Sqrt(scores.Average(row => (row[k] - mean) * (row[k] - mean)));
        }
        return sum / labels;
    }

    private float HandicapOf(double examples) => (float)(_rarity * Math.Log(1 + examples));
}
