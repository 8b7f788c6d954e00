using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class LabelColumnTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Fact]
    public void Text_split_at_commas_and_keys_made_of_it_teach_the_same()
    {
        var text = Ml.Transforms.Text.TokenizeIntoWords("Labels", "Joined", [',']).Fit(Data()).Transform(Data());
        var keys = Ml.Transforms.Conversion.MapValueToKey("Labels").Fit(text).Transform(text);
        var (fromText, fromKeys) = (Fit(text), Fit(keys));
        Assert.Equal(TaggedRows.Names.Order(StringComparer.Ordinal), fromText.Labels);
        VBuffer<ReadOnlyMemory<char>> names = default;
        keys.Schema["Labels"].GetKeyValues(ref names);
        Assert.Equal(names.DenseValues().Select(name => name.ToString()), fromKeys.Labels);   // keys keep their order
        foreach (string label in TaggedRows.Names)
        {
            int t = fromText.Labels.ToList().IndexOf(label), k = fromKeys.Labels.ToList().IndexOf(label);
            Assert.Equal(fromText.TrainingSupport[t], fromKeys.TrainingSupport[k]);
            Assert.Equal(Column(fromText, text, t), Column(fromKeys, keys, k));
        }
    }

    [Fact]
    public void A_single_key_is_a_label_set_of_one()
    {
        var data = Ml.Transforms.Conversion.MapValueToKey("Labels", "First").Fit(Data()).Transform(Data());
        var model = Fit(data);
        Assert.Equal(Data().GetColumn<string>("First").Distinct().Order(), model.Labels.Order());
        Assert.Equal(60, model.TrainingSupport.Sum());
    }

    [Fact]
    public void Keys_of_every_width_name_their_values()
    {
        AssertOf(typeof(byte), key => (byte)key);
        AssertOf(typeof(ushort), key => (ushort)key);
        AssertOf(typeof(uint), key => (uint)key);
        AssertOf(typeof(ulong), key => (ulong)key);

        static void AssertOf<TKey>(Type type, Func<int, TKey> make)
        {
            var schema = SchemaDefinition.Create(typeof(KeyRow<TKey>));
            schema["Labels"].ColumnType = new VectorDataViewType(new KeyDataViewType(type, 2));
            var names = new VBuffer<ReadOnlyMemory<char>>(2, ["food".AsMemory(), "price".AsMemory()]);
            schema["Labels"].AddAnnotation("KeyValues", names, new VectorDataViewType(TextDataViewType.Instance, 2));
            // A key of 0 is no label.
            var rows = TaggedRows.Make(40).Select(
                (row, i) => new KeyRow<TKey> { Features = row.Features, Labels = i % 2 == 0 ? [make(i % 3)] : [make(i % 3), make(2)] });
            var model = Fit(Ml.Data.LoadFromEnumerable(rows, schema));
            Assert.Equal(["food", "price"], model.Labels);
            Assert.Equal([13, 27], model.TrainingSupport);
        }
    }

    [Fact]
    public void One_column_of_Booleans_for_each_label_teaches_the_same_once_they_are_concatenated()
    {
        var flags = Ml.Data.LoadFromEnumerable(TaggedRows.Make(60).Select(row => new FlaggedRow
        {
            Features = row.Features,
            Food = row.Labels.Contains("food"),
            Price = row.Labels.Contains("price"),
        }));
        var data = Ml.Transforms.Concatenate("Labels", "Food", "Price").Fit(flags).Transform(flags);
        var (fromFlags, text) = (Fit(data), TaggedRows.View(Ml, TaggedRows.Make(60)));
        var fromText = Fit(text);
        Assert.Equal(["Food", "Price"], fromFlags.Labels);
        foreach (int k in new[] { 0, 1 })
            Assert.Equal(Column(fromText, text, fromText.Labels.ToList().IndexOf(fromFlags.Labels[k].ToLowerInvariant())),
                Column(fromFlags, data, k));
        Assert.Equal(60, Ml.MultiLabelClassification.Evaluate(fromFlags.Transform(data)).RowCount);
    }

    [Fact]
    public void A_single_Boolean_is_one_label_of_the_columns_name()
    {
        var rows = TaggedRows.Make(60);
        var data = Ml.Data.LoadFromEnumerable(
            rows.Select(row => new FlaggedRow { Features = row.Features, Food = row.Labels.Contains("food") }));
        var (model, text) = (Fit(data, "Food"), TaggedRows.View(Ml, rows));
        Assert.Equal(["Food"], model.Labels);
        Assert.Equal(rows.Count(row => row.Labels.Contains("food")), model.TrainingSupport[0]);
        var fromText = Fit(text);
        Assert.Equal(Column(fromText, text, fromText.Labels.ToList().IndexOf("food")), Column(model, data, 0));
    }

    [Fact]
    public void A_label_given_twice_counts_once_and_blanks_around_it_do_not_count()
    {
        var rows = TaggedRows.Make(30);
        foreach (var row in rows) row.Labels = ["x", " x ", "", .. row.Labels];
        rows[0].Labels = [];
        Assert.Equal(29, Fit(TaggedRows.View(Ml, rows)) is var model ? model.TrainingSupport[model.Labels.ToList().IndexOf("x")] : 0);
    }

    [Fact]
    public void A_key_that_no_row_has_gets_a_model_that_never_fires()
    {
        var dictionary = Ml.Data.LoadFromEnumerable(TaggedRows.Names.Append("never").Select(name => new { Value = name }));
        var data = Ml.Transforms.Conversion.MapValueToKey("Labels", keyData: dictionary).Fit(TaggedRows.View(Ml, TaggedRows.Make(60)))
            .Transform(TaggedRows.View(Ml, TaggedRows.Make(60)));
        var model = Fit(data);
        Assert.Equal(0, model.TrainingSupport[4]);
        var scored = model.Transform(data);
        Assert.All(TaggedRows.Column<float>(scored, "Scores"), row => Assert.Equal(-(float)Math.Log(61), row[4], 1e-6f));
        Assert.DoesNotContain(true, TaggedRows.Column<bool>(scored, "PredictedLabels").Select(row => row[4]));
    }

    [Theory]
    [InlineData("Joined", "String")]
    [InlineData("Features", "Vector<Single")]
    public void A_column_of_another_type_is_refused_with_its_name_its_type_and_what_to_do(string name, string type)
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Fit(Data(), name));
        Assert.Contains($"'{name}'", thrown.Message);
        Assert.Contains(type, thrown.Message);
        Assert.Contains("TokenizeIntoWords", thrown.Message);
    }

    [Fact]
    public void A_missing_column_is_refused_with_the_names_of_those_that_are_there()
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Fit(Data(), "Tags"));
        Assert.Contains("'Tags'", thrown.Message);
        Assert.Contains("'Joined'", thrown.Message);
    }

    [Fact]
    public void Keys_without_names_are_refused()
    {
        var data = Ml.Data.LoadFromEnumerable([new Nameless { Features = new float[3], Labels = 1 }]);
        Assert.Contains("MapValueToKey", Assert.Throws<ArgumentOutOfRangeException>(() => Fit(data)).Message);
    }

    [Fact]
    public void Booleans_without_names_are_refused_as_labels_not_as_words()
    {
        var data = Ml.Data.LoadFromEnumerable([new Flags { Features = new float[3], Labels = [true, false] }]);
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => Fit(data)).Message;
        Assert.Contains("the label column 'Labels' have no slot names", message);
        Assert.Contains("Transforms.Concatenate", message);
        Assert.DoesNotContain("word", message);
    }

    [Fact]
    public void Features_that_are_not_finite_are_refused_with_their_row()
    {
        var rows = TaggedRows.Make(30);
        rows[7].Features[2] = float.NaN;
        Assert.Contains("row 7", Assert.Throws<InvalidDataException>(() => Fit(TaggedRows.View(Ml, rows))).Message);
        var model = Fit(TaggedRows.View(Ml, TaggedRows.Make(30)));
        Assert.Contains("row 7",
            Assert.Throws<InvalidDataException>(
                () => TaggedRows.Column<float>(model.Transform(TaggedRows.View(Ml, rows)), "Scores")).Message);
    }

    [Fact]
    public void Data_without_rows_or_without_labels_are_refused()
    {
        var rows = TaggedRows.Make(30);
        foreach (var row in rows) row.Labels = [];
        Assert.Contains("'Labels'", Assert.Throws<InvalidDataException>(() => Fit(TaggedRows.View(Ml, rows))).Message);
        Assert.Contains("no rows", Assert.Throws<InvalidDataException>(() => Fit(TaggedRows.View(Ml, []))).Message);
    }

    public sealed class JoinedRow
    {
        [VectorType(TaggedRows.FeatureCount)]
        public float[] Features { get; set; } = [];
        public string Joined { get; set; } = "";
        public string First { get; set; } = "";
    }

    public sealed class KeyRow<TKey>
    {
        [VectorType(TaggedRows.FeatureCount)]
        public float[] Features { get; set; } = [];
        public TKey[] Labels { get; set; } = [];
    }

    public sealed class FlaggedRow
    {
        [VectorType(TaggedRows.FeatureCount)]
        public float[] Features { get; set; } = [];
        public bool Food { get; set; }
        public bool Price { get; set; }
    }

    public sealed class Flags
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];
        [VectorType(2)]
        public bool[] Labels { get; set; } = [];
    }

    public sealed class Nameless
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];
        [KeyType(5)]
        public uint Labels { get; set; }
    }

    private static IDataView Data() => Ml.Data.LoadFromEnumerable(TaggedRows.Make(60).Select(row => new JoinedRow
    {
        Features = row.Features,
        Joined = string.Join(',', row.Labels),
        First = row.Labels.FirstOrDefault("none"),
    }));

    private static OneVersusRestTransformer Fit(IDataView data, string labels = "Labels")
        => Ml.MultiLabelClassification.Trainers.OneVersusRest(
            Ml.BinaryClassification.Trainers.LbfgsLogisticRegression(), labels,
            options: new() { Thresholds = LabelThresholds.Fixed() }).Fit(data);

    private static float[] Column(OneVersusRestTransformer model, IDataView data, int k)
        => [.. TaggedRows.Column<float>(model.Transform(data), "Scores").Select(row => row[k])];
}
