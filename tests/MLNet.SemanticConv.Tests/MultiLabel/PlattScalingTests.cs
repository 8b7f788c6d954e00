using CsCheck;
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
        var ours = PlattScaling.FitShared([new(scores, positive)]).Sigmoid;
        for (float score = -3; score <= 3; score += 0.5f)
            Assert.Equal(1 / (1 + Math.Exp(calibrator.Slope * score + calibrator.Offset)), ours[score], 2e-3);
    }

    [Fact]
    public void At_its_optimum_the_probabilities_sum_to_the_targets()
    {
        var (scores, positive) = Make(999, 0.1, 1);
        var sigmoid = PlattScaling.FitShared([new(scores, positive)]).Sigmoid;
        int positives = positive.Count(flag => flag), negatives = positive.Length - positives;
        double[] targets = [.. positive.Select(flag => flag ? (positives + 1.0) / (positives + 2) : 1.0 / (negatives + 2))];
        Assert.Equal(targets.Sum(), scores.Sum(score => (double)sigmoid[score]), 0.01);
        Assert.Equal(targets.Zip(scores, (t, s) => t * s).Sum(), scores.Sum(score => score * (double)sigmoid[score]), 0.01);
    }

    [Fact]
    public void Scores_that_say_nothing_or_everything_have_a_calibration_too()
    {
        // two targets of 3/4 and ten of 1/12
        KnownScores equal = new([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [.. Enumerable.Range(0, 12).Select(i => i % 6 == 0)]);
        Assert.Equal(7 / 36f, PlattScaling.FitShared([equal]).Sigmoid[1], 1e-3f);
        var apart = PlattScaling.Fit([new([-1, -1, 1, 1], [false, false, true, true])])[0];
        Assert.True(apart[-1] < 0.3f && apart[1] > 0.7f);
    }

    [Fact]
    public void No_probability_falls_as_its_score_rises_whatever_the_scores_and_labels()
        => Gen.Select(Gen.Float[-3, 3].Array[1, 40], Gen.Bool.Array[40]).Array[1, 6].Sample(labels =>
        {
            KnownScores[] known = [.. labels.Select(label => new KnownScores(label.Item1, label.Item2[..label.Item1.Length]))];
            foreach (var sigmoid in PlattScaling.Fit(known))
            {
                Assert.True(sigmoid.Slope < 0 && double.IsFinite(sigmoid.Slope) && double.IsFinite(sigmoid.Offset));
                for (float score = -4; score < 4; score += 0.25f) Assert.True(sigmoid[score] <= sigmoid[score + 0.25f]);
            }
        });

    [Fact]
    public void A_label_without_known_positives_has_the_shared_sigmoid_and_one_with_many_its_own()
    {
        var (scores, positive) = Make(5000, 0.3, 1);
        KnownScores many = new(scores, positive), shifted = new(Array.ConvertAll(scores, score => score - 2), positive), none = new([0, 1], [false, false]);
        var fitted = PlattScaling.Fit([many, shifted, none]);
        Assert.Equal(PlattScaling.FitShared([many, shifted, none]).Sigmoid, fitted[2]);
        Assert.Equal(fitted[0][0.5f], fitted[1][-1.5f], 0.02f);
        Assert.Equal(PlattScaling.FitShared([many]).Sigmoid[0.5f], fitted[0][0.5f], 0.02f);
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
