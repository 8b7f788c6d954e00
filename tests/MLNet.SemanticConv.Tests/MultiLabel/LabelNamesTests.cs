using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class LabelNamesTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Theory]
    [InlineData("BATTERY#OPERATION_PERFORMANCE", "BATTERY OPERATION PERFORMANCE")]
    [InlineData("ComponentModel", "Component Model")]
    [InlineData("Utf8Json", "Utf8 Json")]
    [InlineData("IO", "IO")]
    [InlineData("coffee", "coffee")]
    [InlineData("café-crème", "café crème")]
    [InlineData("हिन्दी_खाना·किताब", "हिन्दी खाना किताब")]
    [InlineData("#", "")]
    public void A_name_is_cut_into_its_words(string name, string words) => Assert.Equal(words, LabelNames.WordsOf(name));

    [Fact]
    public void Each_label_gets_one_row_behind_the_others()
    {
        var data = Ml.Data.LoadFromEnumerable(
            [new Example("one", ["b#x", "a"]), new Example("two", []), new Example("three", ["b#x", "#"])]);
        var appended = Ml.MultiLabelClassification.AppendLabelNames(data);
        Assert.Equal(["one", "two", "three", "a", "b x"], appended.GetColumn<string>("Text"));
        Assert.Equal([["b#x", "a"], [], ["b#x", "#"], ["a"], ["b#x"]], appended.GetColumn<string[]>("Labels"));
        Assert.Equal([false, false, false, true, true], appended.GetColumn<bool>("LearnOnly"));
    }

    [Fact]
    public void Other_columns_names_and_keys_are_read_too()
    {
        var data = Ml.Data.LoadFromEnumerable(
            [new { Review = "one", Tags = new[] { "b", "a" } }, new { Review = "two", Tags = new[] { "c" } }]);
        var keys = Ml.Transforms.Conversion.MapValueToKey("Tags").Fit(data).Transform(data);
        var appended = Ml.MultiLabelClassification.AppendLabelNames(keys, "Review", "Tags");
        Assert.Equal(["one", "two", "a", "b", "c"], appended.GetColumn<string>("Review"));
        Assert.Equal([["b", "a"], ["c"], ["a"], ["b"], ["c"]], appended.GetColumn<string[]>("Tags"));
    }

    [Fact]
    public void Other_columns_stay_and_added_rows_weigh_one()
    {
        var data = Ml.Data.LoadFromEnumerable(
            [new Weighed("one", ["b", "a"], 3, 7, "x", [1, 2]), new Weighed("two", ["a"], 0.5f, 8, "y", [3, 4])]);
        var appended = Ml.MultiLabelClassification.AppendLabelNames(data);
        Assert.Equal([.. data.Schema.Select(column => column.Name), "LearnOnly"], appended.Schema.Select(column => column.Name));
        for (int pass = 0; pass < 2; pass++)
        {
            Assert.Equal([3, 0.5f, 1, 1], appended.GetColumn<float>("Weight"));
            Assert.Equal([7, 8, 0, 0], appended.GetColumn<int>("Id"));
            Assert.Equal(["x", "y", "", ""], appended.GetColumn<string>("Author"));
            Assert.Equal([[1, 2], [3, 4], [0, 0], [0, 0]], appended.GetColumn<float[]>("Extra"));
        }
    }

    [Fact]
    public void Weights_of_rows_count_beside_the_names()
    {
        // The second half says the opposite of the first: the weights tell which of them is right.
        var rows = Enumerable.Range(0, 40)
            .Select(i => new Weighed("good", [(i < 20 ? "food" : "room")], i < 20 ? 5 : 0.1f, i, "", [0, 0])).ToArray();
        var data = Ml.MultiLabelClassification.AppendLabelNames(Ml.Data.LoadFromEnumerable(rows));
        var model = Ml.Transforms.Text.ProduceWordBags("Features", "Text", ngramLength: 1)
            .Append(Ml.MultiLabelClassification.Trainers.OneVersusRest(
            Ml.BinaryClassification.Trainers.SparseLinearSvm(exampleWeightColumnName: "Weight"))).Fit(data);
        float[] scores = model.Transform(Ml.Texts(["good"])).Floats("Scores")[0];
        Assert.True(scores[0] > 0.5f && scores[1] < -0.5f, string.Join(' ', scores));
    }

    [Fact]
    public void Texts_get_the_names_of_labels_that_other_data_have()
    {
        var labeled = Ml.Data.LoadFromEnumerable([new { Tags = new[] { "b#x", "a" } }, new { Tags = new[] { "b#x", "#" } }]);
        var texts = Ml.Data.LoadFromEnumerable([new { Review = "one" }, new { Review = "two" }]);
        var appended = Ml.MultiLabelClassification.AppendLabelNames(texts, labeled, "Review", "Tags");
        Assert.Equal(["Review"], appended.Schema.Select(column => column.Name));
        for (int pass = 0; pass < 2; pass++) Assert.Equal(["one", "two", "a", "b x"], appended.GetColumn<string>("Review"));
    }

    [Fact]
    public void A_column_of_another_type_is_named()
    {
        var data = Ml.Data.LoadFromEnumerable([new Example("one", [])]);
        var append = Ml.MultiLabelClassification;
        string Refused(Func<IDataView> call) => Assert.Throws<ArgumentOutOfRangeException>(call).Message;
        Assert.Contains("'Labels' of texts holds", Refused(() => append.AppendLabelNames(data, "Labels")));
        Assert.Contains("'Labels' of texts holds", Refused(() => append.AppendLabelNames(data, data, "Labels")));
        Assert.Contains("'Tags'", Refused(() => append.AppendLabelNames(data, data, "Text", "Tags")));
    }

    [Fact]
    public void A_text_of_words_that_only_the_name_has_is_tagged()
    {
        // No text has the word "coffee": only the label's name tells what it means.
        var texts = Enumerable.Range(0, 12)
            .Select(i => new Example(i % 2 == 0 ? "good espresso" : "good hotel", [i % 2 == 0 ? "coffee" : "room"])).ToArray();
        var data = Ml.Data.LoadFromEnumerable(texts);
        var bag = Ml.Transforms.Text.ProduceWordBags("Features", "Text", ngramLength: 1)
            .FittedOn(Ml.MultiLabelClassification.AppendLabelNames(data, data));
        var trainer = Ml.MultiLabelClassification.Trainers.OneVersusRest(Ml.BinaryClassification.Trainers.SparseLinearSvm());
        var coffee = Ml.Texts(["coffee"]);
        float Score(IDataView train) => bag.Append(trainer).Fit(train).Transform(coffee).Floats("Scores")[0][0];
        Assert.True(Score(Ml.MultiLabelClassification.AppendLabelNames(data)) > Score(data) + 0.5f);
    }

    [Fact]
    public void Rows_to_learn_from_only_do_not_count_as_positives()
    {
        var model = Train([.. TaggedRows.Make(60).Select(row => new FlaggedRow(row, false)), .. Named()]);
        var support = TaggedRows.Make(60).SelectMany(row => row.Labels).CountBy(label => label).ToDictionary();
        Assert.Equal(TaggedRows.Names.Order(StringComparer.Ordinal).Select(label => support.GetValueOrDefault(label)),
            model.TrainingSupport);
    }

    [Fact]
    public void Rows_to_learn_from_only_are_held_out_by_no_fold()
    {
        var rows = TaggedRows.Make(60).Select(row => new FlaggedRow(row, false)).ToArray();
        var without = new LabelTraining(Read(rows), Learner(), new(), Host(), null, default).HeldOutScores(3);
        var with = new LabelTraining(Read([.. Named(), .. rows, .. Named()]), Learner(), new(), Host(), null, default).HeldOutScores(3);
        Assert.Equal(without.Select(scores => scores.Length), with.Select(scores => scores.Length));
        Assert.NotEqual(without[0], with[0]);
    }

    [Fact]
    public void Data_without_such_rows_and_with_a_column_that_says_so_teach_the_same()
    {
        var plain = Train(TaggedRows.View(Ml, TaggedRows.Make(80)));
        var flagged = Train([.. TaggedRows.Make(80).Select(row => new FlaggedRow(row, false))]);
        var data = TaggedRows.View(Ml, TaggedRows.Make(30, seed: 2));
        foreach (string column in new[] { "Scores", "Probabilities" })
            Assert.Equal(TaggedRows.Column<float>(plain.Transform(data), column),
                TaggedRows.Column<float>(flagged.Transform(data), column));
        Assert.Equal(TaggedRows.Column<bool>(plain.Transform(data), "PredictedLabels"),
            TaggedRows.Column<bool>(flagged.Transform(data), "PredictedLabels"));
    }

    [Fact]
    public void A_name_without_a_known_word_changes_nothing()
    {
        FlaggedRow[] rows = [.. TaggedRows.Make(80).Select(row => new FlaggedRow(row, false))];
        FlaggedRow[] empty = [.. TaggedRows.Names.Select(
            name => new FlaggedRow(new() { Features = new float[TaggedRows.FeatureCount], Labels = [name] }, true))];
        var data = TaggedRows.View(Ml, TaggedRows.Make(30, seed: 2));
        Assert.Equal(TaggedRows.Column<float>(Train(rows).Transform(data), "Scores"),
            TaggedRows.Column<float>(Train([.. rows, .. empty]).Transform(data), "Scores"));
    }

    [Fact]
    public void Splits_keep_such_rows_for_training()
    {
        FlaggedRow[] rows = [.. Named(), .. TaggedRows.Make(60).Select(row => new FlaggedRow(row, false))];
        var data = View(rows);
        var split = Ml.MultiLabelClassification.TrainTestSplit(data, testFraction: 0.25);
        Assert.Equal(TaggedRows.Names.Length, split.TrainSet.GetColumn<bool>("LearnOnly").Count(only => only));
        Assert.DoesNotContain(true, split.TestSet.GetColumn<bool>("LearnOnly"));
        var folds = Ml.MultiLabelClassification.CrossValidate(
            data, Ml.MultiLabelClassification.Trainers.OneVersusRest(Ml.BinaryClassification.Trainers.SparseLinearSvm()), numberOfFolds: 3);
        Assert.Equal(60, folds.Sum(fold => fold.ScoredHoldOutSet.GetRowCount()));
    }

    private static OneVersusRestTransformer Train(FlaggedRow[] rows) => Train(View(rows));

    private static OneVersusRestTransformer Train(IDataView data)
    {
        MLContext ml = new(seed: 1);   // of its own, so that two trainings draw the same
        return ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SparseLinearSvm()).Fit(data);
    }

    private static TrainingRows Read(FlaggedRow[] rows)
        => TrainingRows.Read(View(rows), "Features", "Labels", null, null, 1, default);

    private static SparseLinearLearner Learner() => new((ISparseLinearTrainer)Ml.BinaryClassification.Trainers.SparseLinearSvm());

    private static TrainingHost Host() => new(new MLContext(seed: 1), nameof(LabelNamesTests), 1);

    private static IDataView View(FlaggedRow[] rows)
    {
        var schema = SchemaDefinition.Create(typeof(FlaggedRow));
        LearnOnlyColumn.Mark(schema, nameof(FlaggedRow.LearnOnly));
        return Ml.Data.LoadFromEnumerable(rows, schema);
    }

    private static IEnumerable<FlaggedRow> Named() => TaggedRows.Names.Select((name, k) => new FlaggedRow(new()
    {
        Features = [.. Enumerable.Range(0, TaggedRows.FeatureCount).Select(f => f == k ? 1f : 0)],
        Labels = [name],
    }, true));

    private sealed record Example(string Text, string[] Labels);

    private sealed class Weighed(string text, string[] labels, float weight, int id, string author, float[] extra)
    {
        public string Text { get; } = text;

        public string[] Labels { get; } = labels;

        public float Weight { get; } = weight;

        public int Id { get; } = id;

        public string Author { get; } = author;

        [VectorType(2)]
        public float[] Extra { get; } = extra;
    }

    private sealed class FlaggedRow(TaggedRows.Row row, bool learnOnly)
    {
        [VectorType(TaggedRows.FeatureCount)]
        public float[] Features { get; set; } = row.Features;

        public string[] Labels { get; set; } = row.Labels;

        public bool LearnOnly { get; set; } = learnOnly;
    }

    private sealed class Marked
    {
        public float[] Features { get; set; } = [];
        public string[] Labels { get; set; } = [];
        public bool LearnOnly { get; set; }
    }

    [Fact]
    public void A_column_of_the_same_name_that_a_user_has_means_nothing()
    {
        var ml = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Marked));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Marked
        {
            Features = i % 2 == 0 ? [1, 0] : [0, 1],
            Labels = [i % 2 == 0 ? "a" : "b"],
            LearnOnly = true,
        }), schema);
        var model = ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SparseLinearSvm()).Fit(data);
        Assert.Equal([10, 10], model.TrainingSupport);
    }
}
