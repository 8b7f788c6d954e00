using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class SplitTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Fact]
    public void A_split_has_every_row_once_and_each_label_in_both_parts()
    {
        var rows = TaggedRows.Make(200);
        for (int i = 0; i < rows.Length; i++) rows[i].Weight = i;
        var split = Ml.MultiLabelClassification.TrainTestSplit(TaggedRows.View(Ml, rows), testFraction: 0.25);
        float[] train = [.. split.TrainSet.GetColumn<float>("Weight")], test = [.. split.TestSet.GetColumn<float>("Weight")];
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (float)i), train.Concat(test).Order());
        Assert.Equal(test.Length, split.TestSet.GetRowCount());
        foreach (string label in TaggedRows.Names)
        {
            int all = rows.Count(row => row.Labels.Contains(label)), inTest = split.TestSet.GetColumn<string[]>("Labels")
                .Count(labels => labels.Contains(label));
            Assert.InRange(inTest, all * 0.25 - 1.01, all * 0.25 + 1.01);
        }
    }

    [Fact]
    public void Cross_validation_tests_every_row_once_on_a_model_that_has_not_seen_it()
    {
        var rows = TaggedRows.Make(150);
        for (int i = 0; i < rows.Length; i++) rows[i].Weight = i;
        var pipeline = Ml.MultiLabelClassification.Trainers.OneVersusRest(
            Ml.BinaryClassification.Trainers.SparseLinearSvm(), options: new() { Thresholds = LabelThresholds.Fixed() });
        var folds = Ml.MultiLabelClassification.CrossValidate(TaggedRows.View(Ml, rows), pipeline, numberOfFolds: 3);
        Assert.Equal([0, 1, 2], folds.Select(fold => fold.Fold));
        Assert.All(folds, fold => Assert.InRange(fold.ScoredHoldOutSet.GetRowCount()!.Value, 45, 55));
        Assert.Equal(Enumerable.Range(0, 150).Select(i => (float)i),
            folds.SelectMany(fold => fold.ScoredHoldOutSet.GetColumn<float>("Weight")).Order());
        Assert.All(folds, fold =>
        {
            Assert.Equal(Ml.MultiLabelClassification.Evaluate(fold.ScoredHoldOutSet).MicroF1, fold.Metrics.MicroF1);
            var held = fold.ScoredHoldOutSet.GetColumn<float>("Weight").ToHashSet();
            var again = pipeline.Fit(TaggedRows.View(Ml, rows.Where(row => !held.Contains(row.Weight))));
            Assert.Equal(TaggedRows.Column<float>(again.Transform(fold.ScoredHoldOutSet), "Scores"),
                TaggedRows.Column<float>(fold.ScoredHoldOutSet, "Scores"));
        });
    }

    [Fact]
    public void Labels_that_only_one_fold_has_count_as_told()
    {
        var rows = TaggedRows.Make(60);
        rows[0].Labels = [.. rows[0].Labels, "once"];
        var pipeline = Ml.MultiLabelClassification.Trainers.OneVersusRest(Ml.BinaryClassification.Trainers.SparseLinearSvm());
        double[] MicroF1(UnseenLabels unseen)
            => [.. Ml.MultiLabelClassification.CrossValidate(TaggedRows.View(Ml, rows), pipeline, numberOfFolds: 3, unseenLabels: unseen,
                seed: 1).Select(fold => fold.Metrics.MicroF1)];
        double[] missed = MicroF1(UnseenLabels.Missed), ignored = MicroF1(UnseenLabels.Ignored);
        Assert.Single(missed.Zip(ignored), fold => fold.First < fold.Second);
        Assert.Throws<InvalidDataException>(() => MicroF1(UnseenLabels.Error));
    }

    [Fact]
    public void A_part_numbers_its_rows_anew_and_refuses_data_that_have_grown()
    {
        List<TaggedRows.Row> rows = [.. TaggedRows.Make(20)];
        var train = Ml.MultiLabelClassification.TrainTestSplit(TaggedRows.View(Ml, rows), testFraction: 0.5).TrainSet;
        Assert.Equal(Enumerable.Range(0, (int)train.GetRowCount()!.Value).Select(row => (long)row).Prepend(-1), Positions());

        rows.Add(rows[0]);
        Assert.Contains("20 rows", Assert.Throws<InvalidOperationException>(() => Positions().Count()).Message);

        IEnumerable<long> Positions()
        {
            using var cursor = train.GetRowCursor([]);
            yield return cursor.Position;
            while (cursor.MoveNext()) yield return cursor.Position;
        }
    }

    [Fact]
    public void Rows_of_one_key_are_never_on_both_sides()
    {
        var rows = Keyed(300);
        var split = Ml.MultiLabelClassification.TrainTestSplit(Ml.Data.LoadFromEnumerable(rows),
            testFraction: 0.25, samplingKeyColumnName: "Author");
        Assert.Equal(300, split.TrainSet.GetRowCount() + split.TestSet.GetRowCount());
        Assert.InRange(split.TestSet.GetRowCount()!.Value, 65, 85);
        Assert.Empty(split.TrainSet.GetColumn<string>("Author").Intersect(split.TestSet.GetColumn<string>("Author")));
        foreach (string label in TaggedRows.Names)
        {
            int all = rows.Count(row => row.Labels.Contains(label)), inTest = split.TestSet.GetColumn<string[]>("Labels")
                .Count(labels => labels.Contains(label));
            Assert.InRange(inTest, all * 0.25 - 8, all * 0.25 + 8);   // two whole groups of four
        }
    }

    [Theory]
    [InlineData("Author")]
    [InlineData("Double")]
    [InlineData("Single")]
    [InlineData("Long")]
    [InlineData("Time")]
    [InlineData("Key")]
    public void Cross_validation_keeps_rows_of_one_key_in_one_fold_whatever_the_type_of_the_key(string column)
    {
        var rows = Keyed(120);
        var data = Ml.Transforms.Conversion.MapValueToKey("Key", "Author").Fit(Ml.Data.LoadFromEnumerable(rows))
            .Transform(Ml.Data.LoadFromEnumerable(rows));
        var pipeline = Ml.MultiLabelClassification.Trainers.OneVersusRest(
            Ml.BinaryClassification.Trainers.SparseLinearSvm(), options: new() { SamplingKeyColumnName = column });
        var folds = Ml.MultiLabelClassification.CrossValidate(data, pipeline, numberOfFolds: 3, samplingKeyColumnName: column);
        var authors = folds.Select(fold => fold.ScoredHoldOutSet.GetColumn<string>("Author").ToHashSet()).ToArray();
        Assert.Equal(30, authors.Sum(fold => fold.Count));
        Assert.Equal(120, folds.Sum(fold => fold.ScoredHoldOutSet.GetRowCount()));
    }

    [Fact]
    public void Keys_that_each_row_has_alone_change_nothing()
    {
        var rows = Keyed(90);
        for (int i = 0; i < rows.Length; i++) rows[i].Long = i;
        var data = Ml.Data.LoadFromEnumerable(rows);
        Assert.Equal(
            Ml.MultiLabelClassification.TrainTestSplit(data, 0.3, seed: 1).TestSet.GetColumn<long>("Long"),
            Ml.MultiLabelClassification.TrainTestSplit(data, 0.3, samplingKeyColumnName: "Long", seed: 1).TestSet.GetColumn<long>("Long"));
    }

    [Fact]
    public void Keys_that_cannot_fill_each_part_are_refused_with_their_number()
    {
        var rows = Keyed(8);
        var data = Ml.Data.LoadFromEnumerable(rows);
        var pipeline = Ml.MultiLabelClassification.Trainers.OneVersusRest(Ml.BinaryClassification.Trainers.SparseLinearSvm());
        string message = Assert.Throws<InvalidDataException>(()
            => Ml.MultiLabelClassification.CrossValidate(data, pipeline, numberOfFolds: 3, samplingKeyColumnName: "Author")).Message;
        Assert.Contains("'Author' has 2 different values in 8 rows", message);
        Assert.Contains("'Features'", Assert.Throws<ArgumentOutOfRangeException>(()
            => Ml.MultiLabelClassification.TrainTestSplit(data, samplingKeyColumnName: "Features")).Message);
        Assert.Contains("'Writer'", Assert.Throws<ArgumentOutOfRangeException>(()
            => Ml.MultiLabelClassification.TrainTestSplit(data, samplingKeyColumnName: "Writer")).Message);
    }

    /// <summary>Four rows of each author.</summary>
    private static KeyedRow[] Keyed(int count) => [.. TaggedRows.Make(count).Select((row, i) => new KeyedRow
    {
        Features = row.Features,
        Labels = row.Labels,
        Author = $"author {i % (count / 4)}",
        Double = i % (count / 4) == 0 ? double.NaN : i % (count / 4),
        Single = i % (count / 4),
        Long = i % (count / 4),
        Time = new DateTime(2024, 1, 1).AddDays(i % (count / 4)),
    })];

    private sealed class KeyedRow
    {
        [VectorType(TaggedRows.FeatureCount)]
        public float[] Features { get; set; } = [];
        public string[] Labels { get; set; } = [];
        public string Author { get; set; } = "";
        public double Double { get; set; }
        public float Single { get; set; }
        public long Long { get; set; }
        public DateTime Time { get; set; }
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        var data = TaggedRows.View(Ml, TaggedRows.Make(10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ml.MultiLabelClassification.TrainTestSplit(data, testFraction: 1));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Ml.MultiLabelClassification.CrossValidate(data, Ml.Transforms.NormalizeLpNorm("Features"), numberOfFolds: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ml.MultiLabelClassification.TrainTestSplit(data, labelColumnName: "Features"));
    }
}
