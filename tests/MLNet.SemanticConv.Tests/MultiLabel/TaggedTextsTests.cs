using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class TaggedTextsTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static readonly Example[] Labeled = [new("red apple", ["fruit"]), new("fast car", ["vehicle"]), new("slow car", ["vehicle"])];

    [Fact]
    public void Texts_that_a_model_gives_labels_follow_the_labelled_rows_and_weigh_less()
    {
        var tagged = Tagged([("a pear", [true, false]), ("nothing", [false, false]), ("fast car", [false, true]), ("both", [true, true]),
            ("a pear", [true, false])]);
        var rows = Ml.MultiLabelClassification.AppendTaggedTexts(Ml.Data.LoadFromEnumerable(Labeled), tagged);
        Assert.Equal(["Text", "Labels", "Weight", "LearnOnly"], rows.Schema.Select(column => column.Name));
        for (int pass = 0; pass < 2; pass++)
        {
            Assert.Equal(["red apple", "fast car", "slow car", "a pear", "both"], rows.GetColumn<string>("Text"));
            Assert.Equal([["fruit"], ["vehicle"], ["vehicle"], ["fruit"], ["fruit", "vehicle"]], rows.GetColumn<string[]>("Labels"));
            Assert.Equal([1, 1, 1, 0.5f, 0.5f], rows.GetColumn<float>("Weight"));
            Assert.Equal([false, false, false, true, true], rows.GetColumn<bool>("LearnOnly"));
        }
    }

    [Fact]
    public void Weights_and_names_of_labels_stay_and_columns_may_have_other_names()
    {
        var labeled = Ml.MultiLabelClassification.AppendLabelNames(
            Ml.Data.LoadFromEnumerable([new { Review = "good", Tags = new[] { "fine" }, Share = 2f }]), "Review", "Tags");
        var tagged = Ml.Data.LoadFromEnumerable([new { Review = "better", Said = new[] { "fine" } }]);
        var rows = Ml.MultiLabelClassification.AppendTaggedTexts(labeled, tagged, 0.25f, "Review", "Tags", "Said", "Share");
        Assert.Equal(["good", "fine", "better"], rows.GetColumn<string>("Review"));
        Assert.Equal([2, 1, 0.25f], rows.GetColumn<float>("Share"));
        Assert.Equal([false, true, true], rows.GetColumn<bool>("LearnOnly"));
    }

    [Fact]
    public void The_other_columns_of_the_labelled_rows_stay_and_say_nothing_of_the_others()
    {
        var labeled = Ml.Data.LoadFromEnumerable(
            [new { Author = "Ann", Text = "red apple", Year = 1999, Labels = new[] { "fruit" }, Share = 2f }]);
        var rows = Ml.MultiLabelClassification.AppendTaggedTexts(labeled, Tagged([("a pear", [true, false])]));
        Assert.Equal(["Author", "Text", "Year", "Labels", "Share", "Weight", "LearnOnly"], rows.Schema.Select(column => column.Name));
        Assert.Equal(["Ann", ""], rows.GetColumn<string>("Author"));
        Assert.Equal([1999, 0], rows.GetColumn<int>("Year"));
        Assert.Equal([2, 1], rows.GetColumn<float>("Share"));
        Assert.Equal(["red apple", "a pear"], rows.GetColumn<string>("Text"));
        Assert.Equal([1, 0.5f], rows.GetColumn<float>("Weight"));
    }

    [Fact]
    public void Names_of_labels_that_follow_leave_the_tagged_texts_to_learn_from_only()
    {
        var rows = Ml.MultiLabelClassification.AppendLabelNames(Ml.MultiLabelClassification.AppendTaggedTexts(
            Ml.Data.LoadFromEnumerable(Labeled[..1]), Tagged([("a bus", [false, true])])));
        Assert.Equal(["red apple", "a bus", "fruit", "vehicle"], rows.GetColumn<string>("Text"));
        Assert.Equal([false, true, true, true], rows.GetColumn<bool>("LearnOnly"));
    }

    [Fact]
    public void Rows_of_one_author_stay_together_where_they_are_judged()
    {
        // Of each label there are two authors, of whom each writes one text again and again.
        var labeled = Ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new
        {
            Text = i % 2 == 0 ? $"apple of {i % 4}" : $"car of {i % 4}",
            Labels = new[] { i % 2 == 0 ? "fruit" : "vehicle" },
            Author = $"{i % 4}",
        }));
        var rows = Ml.MultiLabelClassification.AppendTaggedTexts(
            labeled, Tagged([("a sweet apple", [true, false]), ("a red car", [false, true])]));
        var context = new MLContext(seed: 1);
        var tagger = context.MultiLabelClassification.Trainers.SemanticTagger(
            "Labels", "Text", rows, new()
            {
                ExampleWeightColumnName = "Weight",
                SamplingKeyColumnName = "Author",
                LearnFromUnlabeledText = false,
            }).Fit(rows);
        Assert.Equal([20, 20], tagger.LastTransformer.TrainingSupport);

        var features = Ml.Transforms.Text.ProduceWordBags("Features", "Text").Fit(rows).Transform(rows);
        var options = new OneVersusRestOptions { Thresholds = LabelThresholds.Global(2), SamplingKeyColumnName = "Author" };
        var model = context.MultiLabelClassification.Trainers
            .OneVersusRest(context.BinaryClassification.Trainers.SparseLinearSvm(exampleWeightColumnName: "Weight"), options: options)
            .Fit(features);
        Assert.Equal([20, 20], model.TrainingSupport);
    }

    [Fact]
    public void A_tagger_learns_what_its_teacher_knows_and_counts_the_labelled_rows_alone()
    {
        // The teacher knows a word of each label that no labelled row has; the text without labels shows with which others it occurs.
        Example[] all = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0
            ? new Example($"boat {(i % 4 == 0 ? "sail" : "oar")} w{i % 7}", ["water"])
            : new Example($"horse {(i % 4 == 1 ? "saddle" : "rein")} w{i % 7}", ["land"]))];
        Example[] labeled = [.. all.Take(16).Where(row => row.Text.Contains("sail") || row.Text.Contains("saddle"))];
        var allText = Ml.Data.LoadFromEnumerable(all);
        var teacher = Tagger(allText, null).Fit(allText);
        var data = Ml.Data.LoadFromEnumerable(labeled);
        var rows = Ml.MultiLabelClassification.AppendTaggedTexts(data, teacher.Transform(allText));
        var student = Tagger(allText, "Weight").Fit(rows);
        Assert.Equal([4, 4], student.LastTransformer.TrainingSupport);

        float Gap(ITransformer model)
        {
            // labels are sorted: land, water
            float[] scores = model.Transform(Ml.Data.LoadFromEnumerable([new Example("oar", [])])).Floats("Scores").Single();
            return scores[1] - scores[0];
        }
        Assert.True(Gap(student) > Gap(Tagger(allText, null).Fit(data)) + 0.2f);
    }

    [Fact]
    public void What_cannot_be_is_refused_at_once()
    {
        var labeled = Ml.Data.LoadFromEnumerable(Labeled);
        var tagged = Tagged([("a pear", [true, false])]);
        var catalog = Ml.MultiLabelClassification;
        foreach (float weight in (float[])[0, -1, float.NaN, float.PositiveInfinity])
            Assert.Throws<ArgumentOutOfRangeException>("weight", () => catalog.AppendTaggedTexts(labeled, tagged, weight));
        Assert.Throws<ArgumentNullException>("tagged", () => catalog.AppendTaggedTexts(labeled, null!));
        Assert.Throws<ArgumentNullException>("data", () => catalog.AppendTaggedTexts(null!, tagged));
        Assert.Contains("'PredictedLabels'", Refused(() => catalog.AppendTaggedTexts(labeled, labeled)));
        Assert.Contains("'Review'", Refused(() => catalog.AppendTaggedTexts(labeled, tagged, textColumnName: "Review")));
        Assert.Contains("'Labels' of texts", Refused(() => catalog.AppendTaggedTexts(labeled, tagged, textColumnName: "Labels")));
        Assert.Contains("of weights holds", Refused(() => catalog.AppendTaggedTexts(labeled, tagged, exampleWeightColumnName: "Text")));

        static string Refused(Action append) => Assert.Throws<ArgumentOutOfRangeException>(append).Message;
    }

    private static IEstimator<TransformerChain<OneVersusRestTransformer>> Tagger(IDataView allText, string? weights)
        => new MLContext(seed: 1).MultiLabelClassification.Trainers.SemanticTagger(
            "Labels", "Text", allText, new() { ExampleWeightColumnName = weights, LearnFromUnlabeledText = false });

    private static IDataView Tagged(IEnumerable<(string Text, bool[] Flags)> rows)
    {
        var view = Ml.Data.LoadFromEnumerable(
            rows.Select(row => new Decisions { Text = row.Text, Fruit = row.Flags[0], Vehicle = row.Flags[1] }));
        return Ml.Transforms.Concatenate("PredictedLabels", "fruit", "vehicle").Fit(view).Transform(view);
    }

    private sealed record Example(string Text, string[] Labels);

    private sealed class Decisions
    {
        public string Text { get; set; } = "";

        [ColumnName("fruit")]
        public bool Fruit { get; set; }

        [ColumnName("vehicle")]
        public bool Vehicle { get; set; }
    }
}
