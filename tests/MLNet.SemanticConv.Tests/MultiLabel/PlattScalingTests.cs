using System.Text.Json;
using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Calibrators;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class PlattScalingTests
{
    private static readonly ParallelOptions s_parallel = new();

    private static readonly JsonElement s_golden = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "MLNet.SemanticConv.Tests", "MultiLabel",
            "Golden", "calibration.json"))).RootElement;

    [Fact]
    public void Of_one_label_it_is_scikit_learns_sigmoid()
    {
        foreach (var golden in s_golden.GetProperty("sigmoid").EnumerateArray())
        {
            var sigmoid = PlattScaling.FitShared([Known(golden)], s_parallel).Sigmoid;
            foreach (var (score, probability) in Expected(golden)) Assert.Equal(probability, sigmoid[score], 2e-3);
        }
    }

    [Fact]
    public void With_many_positives_each_label_has_scikit_learns_logistic_regression_whatever_the_others_have()
    {
        JsonElement[] labels = [.. s_golden.GetProperty("logistic").EnumerateArray()];
        var fitted = PlattScaling.Fit([.. labels.Select(Known)], s_parallel);
        foreach (var (golden, sigmoid) in labels.Zip(fitted))
            foreach (var (score, probability) in Expected(golden)) Assert.Equal(probability, sigmoid[score], 0.01);
    }

    [Fact]
    public void It_ends_when_it_is_cancelled()
        => Assert.Throws<OperationCanceledException>(
            () => PlattScaling.Fit([new([0, 1], [false, true])], new() { CancellationToken = new(canceled: true) }));

    [Fact]
    public void It_takes_no_more_threads_than_it_is_given()
    {
        bool[] positive = [.. Enumerable.Range(0, 100_000).Select(i => i % 2 == 0)];
        KnownScores[] labels = [.. Enumerable.Range(0, 4).Select(_ => new KnownScores(new float[positive.Length], positive))];
        CountingScheduler scheduler = new();
        PlattScaling.Fit(labels, new() { MaxDegreeOfParallelism = 1, TaskScheduler = scheduler });
        Assert.Equal(1, scheduler.Most);
    }

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
        var ours = PlattScaling.FitShared([new(scores, positive)], s_parallel).Sigmoid;
        for (float score = -3; score <= 3; score += 0.5f)
            Assert.Equal(1 / (1 + Math.Exp(calibrator.Slope * score + calibrator.Offset)), ours[score], 2e-3);
    }

    [Fact]
    public void At_its_optimum_the_probabilities_sum_to_the_targets()
    {
        var (scores, positive) = Make(999, 0.1, 1);
        var sigmoid = PlattScaling.FitShared([new(scores, positive)], s_parallel).Sigmoid;
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
        Assert.Equal(7 / 36f, PlattScaling.FitShared([equal], s_parallel).Sigmoid[1], 1e-3f);
        var apart = PlattScaling.Fit([new([-1, -1, 1, 1], [false, false, true, true])], s_parallel)[0];
        Assert.True(apart[-1] < 0.3f && apart[1] > 0.7f);
    }

    [Fact]
    public void No_probability_falls_as_its_score_rises_whatever_the_scores_and_labels()
        => Gen.Select(Gen.Float[-3, 3].Array[1, 40], Gen.Bool.Array[40]).Array[1, 6].Sample(labels =>
        {
            KnownScores[] known = [.. labels.Select(label => new KnownScores(label.Item1, label.Item2[..label.Item1.Length]))];
            foreach (var sigmoid in PlattScaling.Fit(known, s_parallel))
            {
                Assert.True(sigmoid.Slope < 0 && double.IsFinite(sigmoid.Slope) && double.IsFinite(sigmoid.Offset));
                for (float score = -4; score < 4; score += 0.25f) Assert.True(sigmoid[score] <= sigmoid[score + 0.25f]);
            }
        });

    [Fact]
    public void A_label_without_known_positives_has_the_shared_sigmoid_and_one_with_many_its_own()
    {
        var (scores, positive) = Make(5000, 0.3, 1);
        KnownScores many = new(scores, positive), shifted = new(Array.ConvertAll(scores, score => score - 2), positive),
            none = new([0, 1], [false, false]);
        var fitted = PlattScaling.Fit([many, shifted, none], s_parallel);
        Assert.Equal(PlattScaling.FitShared([many, shifted, none], s_parallel).Sigmoid, fitted[2]);
        Assert.Equal(fitted[0][0.5f], fitted[1][-1.5f], 0.02f);
        Assert.Equal(PlattScaling.FitShared([many], s_parallel).Sigmoid[0.5f], fitted[0][0.5f], 0.02f);
    }

    private static KnownScores Known(JsonElement golden) => new(
        [.. golden.GetProperty("scores").EnumerateArray().Select(score => score.GetSingle())],
        [.. golden.GetProperty("positive").EnumerateArray().Select(flag => flag.GetInt32() == 1)]);

    private static IEnumerable<(float Score, double Probability)> Expected(JsonElement golden)
        => golden.GetProperty("expected").EnumerateArray().Select(pair => (pair[0].GetSingle(), pair[1].GetDouble()));

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

    /// <summary>The thread pool, and how many tasks ran at once.</summary>
    private sealed class CountingScheduler : TaskScheduler
    {
        private readonly Lock _lock = new();
        private int _now;

        public int Most { get; private set; }

        protected override void QueueTask(Task task) => ThreadPool.UnsafeQueueUserWorkItem(_ => Run(task), null);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => !taskWasPreviouslyQueued && Run(task);

        protected override IEnumerable<Task> GetScheduledTasks() => [];

        private bool Run(Task task)
        {
            lock (_lock) Most = Math.Max(Most, ++_now);
            bool ran = TryExecuteTask(task);
            lock (_lock) _now--;
            return ran;
        }
    }
}
