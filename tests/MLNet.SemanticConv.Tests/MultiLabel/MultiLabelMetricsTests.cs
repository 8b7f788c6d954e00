using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.MultiLabel;

/// <summary>Against scikit-learn's figures for the same made-up scores: Golden/make_metrics.py.</summary>
public sealed class MultiLabelMetricsTests
{
    private static readonly JsonElement Golden =
        JsonDocument.Parse(File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "MLNet.SemanticConv.Tests", "MultiLabel", "Golden", "metrics.json"))).RootElement;

    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f"];

    [Fact]
    public void Each_label_is_measured_as_scikit_learn_measures_it()
    {
        var labels = Evaluate().PerLabel;
        Assert.Equal(Names, labels.Select(label => label.Label));
        Close(Numbers("precision"), labels.Select(label => label.Precision));
        Close(Numbers("recall"), labels.Select(label => label.Recall));
        Close(Numbers("f1"), labels.Select(label => label.F1));
        Close(Numbers("support"), labels.Select(label => (double)label.Support));
        Close(Numbers("averagePrecision"), labels.Select(label => label.AveragePrecision));
        Close(Numbers("rocAuc"), labels.Select(label => label.RocAuc));
    }

    [Fact]
    public void Weighted_and_sample_averages_and_the_losses_are_scikit_learns()
    {
        var metrics = Evaluate();
        Close(Numbers("weighted"), [metrics.WeightedPrecision, metrics.WeightedRecall, metrics.WeightedF1]);
        Close(Numbers("samples"), [metrics.Samples.Precision, metrics.Samples.Recall, metrics.Samples.F1]);
        Close(
            [.. new[] { "macroRocAuc", "hammingLoss", "subsetAccuracy",
                "labelRankingAveragePrecision" }.Select(name => Golden.GetProperty(name).GetDouble())],
            [metrics.MacroRocAuc, metrics.HammingLoss, metrics.Samples.SubsetAccuracy, metrics.Samples.LabelRankingAveragePrecision]);
    }

    [Fact]
    public void Precision_at_k_counts_the_true_labels_among_the_k_that_score_highest()
    {
        var metrics = Evaluate(change: rows =>
        {
            foreach (var row in rows) (row.Scores, row.Labels) = ([6, 5, 4, 3, 2, 1], ["a", "c"]);
        });
        Close([1, 0.5, 2.0 / 3, 0.5, 0.4], metrics.Samples.PrecisionAt);
    }

    [Fact]
    public void The_share_of_tagged_rows_counts_those_with_a_prediction()
        => Assert.Equal(0.75, Evaluate(change: rows =>
        {
            for (int i = 0; i < rows.Length; i++) rows[i].PredictedLabels = [i % 4 != 0, i % 4 == 1, false, false, false, false];
        }).Samples.TaggedShare);

    [Fact]
    public void Bootstrap_intervals_hold_the_metric_and_narrow_with_the_level()
    {
        var ml = new MLContext();
        var data = Scored();
        var metrics = ml.MultiLabelClassification.Evaluate(data);
        var (wide, narrow) = (ml.MultiLabelClassification.Bootstrap(data, confidenceLevel: 0.99),
            ml.MultiLabelClassification.Bootstrap(data, confidenceLevel: 0.5, seed: 1));
        Assert.InRange(metrics.MicroF1, narrow.MicroF1.Low, narrow.MicroF1.High);
        Assert.InRange(metrics.MacroAveragePrecision, wide.MacroAveragePrecision.Low, wide.MacroAveragePrecision.High);
        Assert.InRange(metrics.MacroF1, wide.MacroF1.Low, wide.MacroF1.High);
        Assert.True(narrow.MicroF1.High - narrow.MicroF1.Low < wide.MicroF1.High - wide.MicroF1.Low);
        Assert.Equal(narrow, ml.MultiLabelClassification.Bootstrap(data, confidenceLevel: 0.5, seed: 1));
    }

    [Fact]
    public void A_bootstrap_of_rows_that_are_all_alike_has_no_width()
    {
        var ml = new MLContext();
        var confidence = ml.MultiLabelClassification.Bootstrap(Scored(change: rows =>
        {
            foreach (var row in rows)
                (row.Scores, row.Labels, row.PredictedLabels) = ([6, 5, 4, 3, 2, 1], ["a", "c"], [true, true, false, false, false, false]);
        }), samples: 20);
        Assert.Equal(new ConfidenceInterval(0.5, 0.5), confidence.MicroF1);
        Assert.Equal(new ConfidenceInterval(0.5, 0.5), confidence.MacroF1);
        Assert.Equal(new ConfidenceInterval(1, 1), confidence.MacroAveragePrecision);
    }

    /// <summary>
    /// Two rows, drawn twice: half of the draws have both, a quarter the first alone, a quarter the second. The first has the label a,
    /// which the model gives it, and c, which training never saw; the second b, which scores the same in both rows and is not given, a
    /// false a, and a label that no model knows.
    /// </summary>
    [Fact]
    public void A_bootstrap_of_two_rows_has_the_metrics_of_their_three_mixtures()
    {
        var data = new MLContext().Data.TakeRows(Scored(support: [1, 1, 0, 1, 1, 1], change: rows =>
        {
            bool[] a = [true, false, false, false, false, false];
            (rows[0].Scores, rows[0].Labels, rows[0].PredictedLabels) = ([3, 1, 0, 0, 0, 0], ["a", "c"], a);
            (rows[1].Scores, rows[1].Labels, rows[1].PredictedLabels) = ([2, 1, 0, 0, 0, 0], ["b", "new"], a);
        }), 2);
        MultiLabelConfidence Bootstrap(double level) => new MLContext().MultiLabelClassification.Bootstrap(data, confidenceLevel: level);
        // Both: one hit of two predictions, four true labels; a's F1 is 2/3, b's 0.
        var middle = Bootstrap(0.3);
        Assert.Equal(new ConfidenceInterval(1 / 3.0, 1 / 3.0), middle.MicroF1);
        Assert.Equal(new ConfidenceInterval(1 / 3.0, 1 / 3.0), middle.MacroF1);
        // One alone: half of the labels and the one that counts in the mean, or nothing. A single row is in order; of both, b is among
        // equals.
        var all = Bootstrap(0.99);
        Assert.Equal(new ConfidenceInterval(0, 2 / 3.0), all.MicroF1);
        Assert.Equal(new ConfidenceInterval(0, 1), all.MacroF1);
        Assert.Equal(new ConfidenceInterval(0.75, 1), all.MacroAveragePrecision);
    }

    [Fact]
    public void Micro_and_macro_averages_are_scikit_learns()
    {
        var metrics = Evaluate();
        Close(Numbers("micro"), [metrics.MicroPrecision, metrics.MicroRecall, metrics.MicroF1]);
        Close(Numbers("macro"), [metrics.MacroPrecision, metrics.MacroRecall, metrics.MacroF1]);
        Close([Golden.GetProperty("macroAveragePrecision").GetDouble()], [metrics.MacroAveragePrecision]);
        Assert.Equal(6, metrics.LabelCount);
        Assert.Equal(40, metrics.RowCount);
    }

    [Fact]
    public void Labels_are_averaged_by_how_often_training_saw_them()
    {
        var metrics = Evaluate(support: [3, 9, 10, 200, 0, 199]);
        Assert.Equal(["1–9", "10–49", "50–199", "≥ 200"], metrics.Buckets.Select(bucket => bucket.Name));
        Assert.Equal([2, 1, 1, 1], metrics.Buckets.Select(bucket => bucket.LabelCount));
        double[] f1 = Numbers("f1"), ap = Numbers("averagePrecision");
        Close([(f1[0] + f1[1]) / 2, f1[2], f1[5], f1[3]], metrics.Buckets.Select(bucket => bucket.F1));
        Close([(ap[0] + ap[1]) / 2, ap[2], ap[5], ap[3]], metrics.Buckets.Select(bucket => bucket.AveragePrecision));
        Assert.Equal(5, metrics.LabelCount);   // the label that training never saw is not averaged
        Close([new[] { 0, 1, 2, 3, 5 }.Average(k => f1[k])], [metrics.MacroF1]);
    }

    [Fact]
    public void A_true_label_that_the_model_does_not_know_counts_as_missed_in_the_micro_average_alone()
    {
        var known = Evaluate();
        var metrics = Evaluate(extra: ["new", "newer"]);
        Assert.Equal(["new", "newer"], metrics.UnknownLabels);
        Assert.Equal(80, metrics.UnknownLabelSupport);
        Assert.Equal(known.MacroF1, metrics.MacroF1);
        Assert.Equal(known.MicroPrecision, metrics.MicroPrecision);
        double gold = Numbers("support").Sum(), hits = known.PerLabel.Sum(label => label.TruePositives);
        Assert.Equal(hits / (gold + 80), metrics.MicroRecall, 1e-12);
    }

    [Fact]
    public void Unseen_labels_that_are_ignored_change_no_metric_but_are_still_told()
    {
        var (known, metrics) = (Evaluate(), Evaluate(extra: ["new", "newer"], unseenLabels: UnseenLabels.Ignored));
        Assert.Equal(["new", "newer"], metrics.UnknownLabels);
        Assert.Equal(80, metrics.UnknownLabelSupport);
        Assert.Equal((known.MicroRecall, known.MicroF1), (metrics.MicroRecall, metrics.MicroF1));
        Assert.Equal((known.Samples.Recall, known.Samples.SubsetAccuracy), (metrics.Samples.Recall, metrics.Samples.SubsetAccuracy));
        Assert.NotEqual(known.Samples.Recall, Evaluate(extra: ["new"]).Samples.Recall);
    }

    [Fact]
    public void Unseen_labels_may_be_an_error_that_names_label_and_row()
    {
        var thrown = Assert.Throws<InvalidDataException>(() => Evaluate(extra: ["new"], unseenLabels: UnseenLabels.Error));
        Assert.Contains("Row 0 has the label 'new'", thrown.Message);
        Assert.Equal(Evaluate().MicroF1, Evaluate(unseenLabels: UnseenLabels.Error).MicroF1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Evaluate(unseenLabels: (UnseenLabels)7));
    }

    [Fact]
    public void A_label_without_a_positive_in_the_data_is_left_out_of_the_macro_average()
    {
        var metrics = Evaluate(hidden: "a");
        Assert.Equal(5, metrics.LabelCount);
        Assert.True(double.IsNaN(metrics.PerLabel[0].AveragePrecision));
        Close([Numbers("f1").Skip(1).Average()], [metrics.MacroF1]);
    }

    [Fact]
    public void As_a_table_they_stand_in_columns_of_one_width()
    {
        var metrics = Evaluate(support: [3, 9, 10, 200, 0, 199], extra: ["new"]);
        string[] lines = metrics.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string macro = Assert.Single(lines, line => line.StartsWith("macro ", StringComparison.Ordinal));
        Assert.Equal(["macro", "5",
            .. Numbers(metrics.MacroPrecision, metrics.MacroRecall, metrics.MacroF1, metrics.MacroAveragePrecision)],
            macro.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(lines[0].Length, macro.Length);
        Assert.Contains(lines, line => line.Contains("40 times in the data: new", StringComparison.Ordinal));
    }

    [Fact]
    public void As_Markdown_every_line_of_the_table_has_the_same_cells()
    {
        var metrics = Evaluate(support: [3, 9, 10, 200, 0, 199]);
        string[] table = [.. metrics.ToMarkdown().Split('\n').TakeWhile(line => line.StartsWith('|'))];
        Assert.Equal(2 + 4 + 4, table.Length);
        Assert.All(table, line => Assert.Equal(7, line.Count(c => c == '|')));
        Assert.Contains(table,
            line => line.StartsWith(
                $"| micro |  | {string.Join(" | ", Numbers(metrics.MicroPrecision, metrics.MicroRecall, metrics.MicroF1))} |",
                StringComparison.Ordinal));
    }

    [Fact]
    public void As_JSON_nothing_is_missing_and_what_is_not_known_is_null()
    {
        var metrics = Evaluate(support: [3, 9, 10, 201, 0, 199], hidden: "d");
        var json = JsonDocument.Parse(metrics.ToJson(indented: true)).RootElement;
        Assert.Equal(metrics.MicroF1, json.GetProperty("microF1").GetDouble());
        Assert.Equal(metrics.Samples.PrecisionAt[2], json.GetProperty("samples").GetProperty("precisionAt")[2].GetDouble());
        Assert.Equal(metrics.PerLabel[1].RocAuc, json.GetProperty("perLabel")[1].GetProperty("rocAuc").GetDouble());
        Assert.Equal("b", json.GetProperty("perLabel")[1].GetProperty("label").GetString());
        var last = json.GetProperty("buckets")[3];
        Assert.Equal((200, 0), (last.GetProperty("from").GetInt32(), last.GetProperty("labelCount").GetInt32()));
        Assert.All(new[] { last.GetProperty("to"), last.GetProperty("f1") }, value => Assert.Equal(JsonValueKind.Null, value.ValueKind));
        Assert.Equal(JsonValueKind.Null,
            JsonDocument.Parse(Evaluate().ToJson()).RootElement.GetProperty("perLabel")[0].GetProperty("trainingSupport").ValueKind);
        Assert.DoesNotContain('\n', metrics.ToJson());
    }

    [Fact]
    public void A_score_that_is_no_number_is_an_error_that_names_label_and_row()
    {
        var thrown = Assert.Throws<InvalidDataException>(() => Evaluate(change: rows => rows[17].Scores[2] = float.NaN));
        Assert.Contains("'c' in row 17", thrown.Message);
    }

    [Fact]
    public void Data_that_no_multi_label_model_has_scored_are_an_error_that_names_the_column()
    {
        var ml = new MLContext();
        var data = TaggedRows.View(ml, TaggedRows.Make(3));
        Assert.Contains("'Scores'", Assert.Throws<ArgumentOutOfRangeException>(() => ml.MultiLabelClassification.Evaluate(data)).Message);
        Assert.Contains("slot names", Assert.Throws<ArgumentException>(
            () => ml.MultiLabelClassification.Evaluate(
                ml.Data.LoadFromEnumerable([new ScoredRow { Scores = new float[6], PredictedLabels = new bool[6] }]))).Message);
    }

    public sealed class ScoredRow
    {
        [VectorType(6)]
        public float[] Scores { get; set; } = [];
        [VectorType(6)]
        public bool[] PredictedLabels { get; set; } = [];
        public string[] Labels { get; set; } = [];
    }

    private static MultiLabelMetrics Evaluate(
        int[]? support = null,
        string[]? extra = null,
        string? hidden = null,
        Action<ScoredRow[]>? change = null,
        UnseenLabels unseenLabels = UnseenLabels.Missed)
        => new MLContext().MultiLabelClassification.Evaluate(Scored(support, extra, hidden, change), unseenLabels: unseenLabels);

    private static IDataView Scored(
        int[]? support = null, string[]? extra = null, string? hidden = null, Action<ScoredRow[]>? change = null)
    {
        float[][] scores = [.. Golden.GetProperty("scores").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(value => value.GetSingle()).ToArray())];
        int[][] gold = Matrix("gold"), predicted = Matrix("predicted");
        ScoredRow[] rows = [.. Enumerable.Range(0, scores.Length).Select(i => new ScoredRow
        {
            Scores = scores[i],
            PredictedLabels = [.. predicted[i].Select(value => value == 1)],
            Labels = [.. Names.Where((name, k) => gold[i][k] == 1 && name != hidden), .. extra ?? []],
        })];
        change?.Invoke(rows);
        var schema = SchemaDefinition.Create(typeof(ScoredRow));
        schema["Scores"].AddAnnotation("SlotNames", new VBuffer<ReadOnlyMemory<char>>(6, [.. Names.Select(name => name.AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, 6));
        if (support != null)
            schema["Scores"].AddAnnotation("TrainingSupport", new VBuffer<int>(6, support),
                new VectorDataViewType(NumberDataViewType.Int32, 6));
        return new MLContext().Data.LoadFromEnumerable(rows, schema);
    }

    private static string[] Numbers(params double[] values)
        => [.. values.Select(value => value.ToString("F3", System.Globalization.CultureInfo.InvariantCulture))];

    private static double[] Numbers(string name) => [.. Golden.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static int[][] Matrix(string name)
        => [.. Golden.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetInt32()).ToArray())];

    private static void Close(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        Assert.Equal(expected.Count(), actual.Count());
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
