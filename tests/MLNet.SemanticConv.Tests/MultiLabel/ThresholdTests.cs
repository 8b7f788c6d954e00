using CsCheck;
using Microsoft.ML;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class ThresholdTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Fact]
    public void The_threshold_lies_half_way_below_the_last_score_worth_taking()
        => Assert.Equal(0.5f, BestF1([0.1f, 0.2f, 0.8f, 0.9f], [false, false, true, true]));

    [Theory]
    [InlineData(0.6, 0.5f)]    // taking three rows finds two of two: F1 = 4/5, trusted
    [InlineData(0.8, 0.5f)]
    [InlineData(0.81, 0.9f)]   // not trusted: the highest score, which no row seen exceeds
    public void SCutFbr_falls_back_to_the_highest_score_where_the_best_F1_is_too_low(double fallback, float expected)
        => Assert.Equal(expected, ThresholdTuner.SCutFbr(new([0.9f, 0.8f, 0.7f, 0.3f, 0.1f], [true, false, true, false, false]), fallback));

    [Fact]
    public void SCutFbr_is_a_choice_of_one_versus_rest_and_its_fallback_is_an_F1()
    {
        var data = TaggedRows.View(Ml, TaggedRows.Make(120));
        OneVersusRestTransformer Fit(LabelThresholds thresholds) => Ml.MultiLabelClassification.Trainers.OneVersusRest(
            Ml.BinaryClassification.Trainers.SparseLinearSvm(), options: new() { Thresholds = thresholds }).Fit(data);
        Assert.NotEqual(Fit(LabelThresholds.SCutFbr(0)).Thresholds, Fit(LabelThresholds.SCutFbr(1)).Thresholds);
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelThresholds.SCutFbr(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelThresholds.SCutFbr(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelThresholds.SCutFbr(0.3, numberOfFolds: 1));
    }

    [Fact]
    public void Where_every_row_is_positive_all_are_taken()
        => Assert.True(BestF1([2, 3], [true, true]) < 2);

    [Fact]
    public void No_threshold_between_two_scores_has_a_better_F1()
        => Gen.Select(Gen.Int[0, 9].Array[1, 30], Gen.Bool.Array[30]).Sample((scores, positive) =>
        {
            float[] s = [.. scores.Select(x => x / 10f)];
            bool[] p = [.. positive.Take(s.Length)];
            double F1(float threshold)
            {
                int hits = s.Where((x, i) => x > threshold && p[i]).Count(), predicted = s.Count(x => x > threshold),
                    gold = p.Count(x => x);
                return predicted + gold == 0 ? 0 : 2.0 * hits / (predicted + gold);
            }
            double best = s.Append(-1).Max(F1);
            Assert.Equal(best, F1(BestF1(s, p)), 1e-12);
        });

    [Fact]
    public void No_line_through_all_labels_has_a_better_micro_F1_than_the_global_one()
        => Gen.Select(Gen.Int[0, 9].Array[24], Gen.Bool.Array[24]).Sample((draws, flags) =>
        {
            var builder = new LabelSets.Builder(["a", "b", "c"]);
            for (int row = 0; row < 8; row++) builder.Add([.. new[] { "a", "b", "c" }.Where((_, k) => flags[8 * k + row])]);
            var labels = builder.Build(0);
            float[] all = [.. draws.Select(draw => draw / 10f)];
            double F1(float threshold)
            {
                int hits = all.Where((score, i) => score > threshold && flags[i]).Count(),
                    predicted = all.Count(score => score > threshold);
                return predicted + flags.Count(flag => flag) is > 0 and int sum ? 2.0 * hits / sum : 0;
            }
            float global = ThresholdTuner.BestGlobal(Rank([all[..8], all[8..16], all[16..]], labels));
            Assert.Equal(all.Append(-1).Max(F1), F1(global), 1e-12);
        });

    [Fact]
    public void Own_thresholds_never_lower_the_sum_of_micro_and_macro_F1_on_the_scores_they_are_found_on()
        => Gen.Int[1, 1000].Sample(seed =>
        {
            var random = new Random(seed);
            var builder = new LabelSets.Builder(["a", "b", "c"]);
            for (int row = 0; row < 40; row++) builder.Add([.. new[] { "a", "b", "c" }.Where((_, k) => random.Next(2 + 4 * k) == 0)]);
            var labels = builder.Build(1);
            float[][] scores = [.. Enumerable.Range(0, 3)
                .Select(k => labels.Flags(k).Select(flag => MathF.Round((flag ? 0.6f : 0) + random.NextSingle(), 1)).ToArray())];
            double Sum(IReadOnlyList<float> thresholds)
            {
                double macro = 0, hits = 0, predicted = 0, gold = 0;
                for (int k = 0; k < 3; k++)
                {
                    bool[] flags = labels.Flags(k);
                    int h = flags.Where((flag, i) => flag && scores[k][i] > thresholds[k]).Count(),
                        p = scores[k].Count(s => s > thresholds[k]), g = flags.Count(flag => flag);
                    macro += p + g == 0 ? 0 : 2.0 * h / (p + g) / 3;
                    (hits, predicted, gold) = (hits + h, predicted + p, gold + g);
                }
                return macro + (predicted + gold == 0 ? 0 : 2 * hits / (predicted + gold));
            }
            var rankings = Rank([.. scores.Select(each => each.ToArray())], labels);
            float global = ThresholdTuner.BestGlobal(rankings);
            Assert.True(Sum(ThresholdTuner.BestForSum(rankings, global)) >= Sum([global, global, global]) - 1e-12);
        });

    [Fact]
    public void With_one_example_a_label_the_highest_score_is_the_likeliest_and_texts_do_not_get_every_label()
    {
        TaggedRows.Row[] rows = [.. Enumerable.Range(0, 8).Select(k => new TaggedRows.Row
        {
            Features = [.. Enumerable.Range(0, TaggedRows.FeatureCount).Select(i => i == k ? 1f : i == 11 ? 0.5f : 0)],
            Labels = [$"label {k}"],
        })];
        var scored = Ml.MultiLabelClassification.Trainers.OneVersusRest(Ml.BinaryClassification.Trainers.SparseLinearSvm())
            .Fit(TaggedRows.View(Ml, rows)).Transform(TaggedRows.View(Ml, rows));
        float[][] scores = TaggedRows.Column<float>(scored, "Scores"), probabilities = TaggedRows.Column<float>(scored, "Probabilities");
        bool[][] given = TaggedRows.Column<bool>(scored, "PredictedLabels");
        for (int k = 0; k < rows.Length; k++)
        {
            Assert.Equal(k, Array.IndexOf(scores[k], scores[k].Max()));
            Assert.Equal(k, Array.IndexOf(probabilities[k], probabilities[k].Max()));
            Assert.True(given[k][k]);
            Assert.InRange(given[k].Count(flag => flag), 1, 4);
        }
    }

    [Fact]
    public void Without_a_known_positive_rows_get_as_many_labels_as_they_have()
    {
        var builder = new LabelSets.Builder(["a", "b", "c", "d"]);
        foreach (string label in new[] { "a", "b", "c", "d" }) builder.Add([label]);
        var labels = builder.Build(1);
        float[][] scores = [[float.NaN, 1, 2, 3], [4, float.NaN, 5, 6], [7, 8, float.NaN, 9], [10, 11, 12, float.NaN]];
        // a quarter of 12
        Assert.All(ThresholdTuner.Tune(scores, labels, LabelThresholds.PerLabel(), new()),
            threshold => Assert.InRange(threshold, 9, 9.99f));
    }

    [Fact]
    public void A_fixed_threshold_is_the_one_given()
    {
        var model = Fit(LabelThresholds.Fixed(0.25f));
        Assert.All(model.Thresholds, threshold => Assert.Equal(0.25f, threshold));
    }

    [Fact]
    public void A_global_threshold_is_one_for_all_and_predicts_what_lies_above_it()
    {
        var model = Fit(LabelThresholds.Global());
        Assert.Single(model.Thresholds.Distinct());
        var scored = model.Transform(Data());
        Assert.All(TaggedRows.Column<float>(scored, "Scores").Zip(TaggedRows.Column<bool>(scored, "PredictedLabels")),
            row => Assert.Equal(row.First.Select(score => score > model.Thresholds[0]), row.Second));
    }

    [Fact]
    public void Shrinkage_is_the_number_of_positives_at_which_what_a_label_shows_itself_and_what_all_show_weigh_the_same()
    {
        var own = Fit(LabelThresholds.PerLabel(shrinkage: 0)).Thresholds;
        var others = Fit(LabelThresholds.PerLabel(shrinkage: 1e9f)).Thresholds;
        var shrunk = Fit(LabelThresholds.PerLabel(shrinkage: 20));
        Assert.True(own.Distinct().Count() > 1);
        int[] positives = [.. shrunk.Labels.Select(label => TaggedRows.Make(300).Count(row => row.Labels.Contains(label)))];
        for (int k = 0; k < own.Count; k++)
            Assert.Equal((positives[k] * own[k] + 20 * others[k]) / (positives[k] + 20), shrunk.Thresholds[k], 1e-4f);
    }

    [Fact]
    public void Expected_hits_are_the_sum_of_the_probabilities_of_the_rows_taken()
    {
        // 0.75, 0.5, 0.5 and 0.25; a cut between equal scores cannot be made
        float a = MathF.Log(3);
        var expected = new ScoreRanking([0, a, -a, 0], [true, false, false, true]).Expected(PlattSigmoid.OfLogOdds, least: 0.3);
        Assert.Equal(2, expected.Positives, 1e-6);
        Assert.Equal([0, 0.75, 0.75, 1.75, 1.75], Enumerable.Range(0, 5).Select(expected.HitsWithin), (x, y) => Math.Abs(x - y) < 1e-6);
        // F1: 2 · 0.75 / (1 + 2), 2 · 1.75 / (3 + 2); the last row is not likely enough to be taken
        Assert.Equal(3, expected.Best((hits, taken) => 2 * hits / (taken + expected.Positives)));
        Assert.Equal(-a / 2, expected.ThresholdOf(3), 1e-6f);
    }

    [Fact]
    public void A_label_with_one_example_is_given_by_what_scores_say_of_the_others()
    {
        // Of three labels that rows score 2 if they have them and 0 if not, one was met once: no held-out score says how well it is told.
        var builder = new LabelSets.Builder(["a", "b", "c"]);
        for (int row = 0; row < 30; row++) builder.Add([row % 2 == 0 ? "a" : "b", .. row == 0 ? new[] { "c" } : []]);
        var labels = builder.Build(1);
        float[][] scores = [.. Enumerable.Range(0, 3).Select(k => labels.Flags(k).Select(flag => flag ? 2f : 0).ToArray())];
        scores[2] = [float.NaN, .. Enumerable.Range(1, 29).Select(row => row == 7 ? 1.9f : 0)];
        float[] thresholds = ThresholdTuner.Tune(scores, labels, LabelThresholds.PerLabel(), new());
        Assert.InRange(thresholds[2], 0.01f, 1.8f);
    }

    [Fact]
    public void Settings_tell_what_they_are()
        => Assert.Equal(
            ["Fixed(0.5)", "Global(numberOfFolds: 3)", "PerLabel(shrinkage: 20, numberOfFolds: 3)",
                "SCutFbr(fallback: 0.3, numberOfFolds: 4)"],
            new[] { LabelThresholds.Fixed(0.5f), LabelThresholds.Global(), LabelThresholds.PerLabel(),
                LabelThresholds.SCutFbr(0.3, numberOfFolds: 4) }.Select(setting => $"{setting}"));

    [Fact]
    public void Tuned_thresholds_find_more_than_the_trainers_own_where_labels_are_rare()
    {
        var test = TaggedRows.View(Ml, TaggedRows.Make(2000, seed: 5));
        double MacroF1(LabelThresholds thresholds) => Ml.MultiLabelClassification.Evaluate(Fit(thresholds).Transform(test)).MacroF1;
        Assert.True(MacroF1(LabelThresholds.PerLabel()) > MacroF1(LabelThresholds.Fixed()) + 0.05);
    }

    [Fact]
    public void Probabilities_are_calibrated_where_thresholds_are_tuned()
    {
        var rows = TaggedRows.Make(300);
        var model = Ml.MultiLabelClassification.Trainers.OneVersusRest(Ml.BinaryClassification.Trainers.SparseLinearSvm())
            .Fit(TaggedRows.View(Ml, rows));
        float[][] probabilities = TaggedRows.Column<float>(model.Transform(TaggedRows.View(Ml, rows)), "Probabilities");
        for (int k = 0; k < model.Labels.Count; k++)
        {
            double With(bool has) => rows.Zip(probabilities).Where(pair => pair.First.Labels.Contains(model.Labels[k]) == has)
                .Average(pair => pair.Second[k]);
            Assert.True(With(true) > With(false) + 0.1, $"{model.Labels[k]}: {With(true)} against {With(false)}");
        }
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelThresholds.Fixed(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelThresholds.Global(numberOfFolds: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelThresholds.PerLabel(shrinkage: -1));
        Assert.Throws<ArgumentNullException>(() => new OneVersusRestOptions { Thresholds = null! });
        Assert.Throws<ArgumentOutOfRangeException>("MinimumSupport", () => new OneVersusRestOptions { MinimumSupport = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("NumberOfThreads", () => new OneVersusRestOptions { NumberOfThreads = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("NumberOfThreads", () => new SemanticTextOptions { NumberOfThreads = 0 });
    }

    private static ScoreRanking[] Rank(float[][] scores, LabelSets labels)
        => ThresholdTuner.Rank([.. scores.Select((ofLabel, k) => new KnownScores(ofLabel, labels.Flags(k)))], new());

    private static float BestF1(float[] scores, bool[] positive)
    {
        var ranking = new ScoreRanking([.. scores], [.. positive]);
        return ranking.ThresholdOf(ranking.Best((hits, predicted) => hits == 0 ? 0 : 2.0 * hits / (predicted + ranking.Positives)));
    }

    private static IDataView Data() => TaggedRows.View(Ml, TaggedRows.Make(300));

    private static OneVersusRestTransformer Fit(LabelThresholds thresholds)
        => new MLContext(seed: 1).MultiLabelClassification.Trainers.OneVersusRest(
        Ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0, l2Regularization: 3),
        options: new() { Thresholds = thresholds }).Fit(Data());
}
