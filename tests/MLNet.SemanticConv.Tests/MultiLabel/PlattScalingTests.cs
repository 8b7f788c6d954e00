using Microsoft.ML;
using Microsoft.ML.Calibrators;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class PlattScalingTests
{
    [Theory]
    [InlineData(1000, 0.5, 1.0)]
    [InlineData(5003, 0.02, 0.7)]
    [InlineData(20, 0.3, 3.0)]
    public void Its_probabilities_are_those_of_ML_NETs_calibrator(int count, double share, double separation)
    {
        var (scores, positive) = Make(count, share, separation);
        var ml = new MLContext(seed: 1);
        IPredictionTransformer<PlattCalibrator> fitted = ml.BinaryClassification.Calibrators.Platt().Fit(
            ml.Data.LoadFromEnumerable(scores.Zip(positive, (score, label) => new Scored { Score = score, Label = label })));
        var calibrator = fitted.Model;
        var ours = PlattScaling.Fit(scores, positive);
        for (float score = -3; score <= 3; score += 0.5f)
            Assert.Equal(1 / (1 + Math.Exp(calibrator.Slope * score + calibrator.Offset)), ours[score], 2e-3);
    }

    [Fact]
    public void At_its_optimum_the_probabilities_sum_to_the_targets()
    {
        var (scores, positive) = Make(999, 0.1, 1);
        var sigmoid = PlattScaling.Fit(scores, positive);
        int positives = positive.Count(flag => flag), negatives = positive.Length - positives;
        double[] targets = [.. positive.Select(flag => flag ? (positives + 1.0) / (positives + 2) : 1.0 / (negatives + 2))];
        Assert.Equal(targets.Sum(), scores.Sum(score => (double)sigmoid[score]), 0.01);
        Assert.Equal(targets.Zip(scores, (t, s) => t * s).Sum(), scores.Sum(score => score * (double)sigmoid[score]), 0.01);
    }

    [Fact]
    public void Scores_that_say_nothing_or_everything_have_a_calibration_too()
    {
        // two targets of 3/4 and ten of 1/12
        Assert.Equal(7 / 36f, PlattScaling.Fit([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [.. Enumerable.Range(0, 12).Select(i => i % 6 == 0)])[1], 1e-4f);
        var apart = PlattScaling.Fit([-1, -1, 1, 1], [false, false, true, true]);
        Assert.True(apart[-1] < 0.3f && apart[1] > 0.7f);
    }

    private static (float[] Scores, bool[] Positive) Make(int count, double share, double separation)
    {
        var random = new Random(2);
        bool[] positive = [.. Enumerable.Range(0, count).Select(i => i < 2 ? i == 0 : random.NextDouble() < share)];
        return ([.. positive.Select(flag => (float)((flag ? separation : -separation) / 2 + 2 * random.NextDouble() - 1))], positive);
    }

    private sealed class Scored
    {
        public float Score { get; set; }
        public bool Label { get; set; }
    }
}
