using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Explanations;

public class ExplanationTests
{
    private const string Text = "The adapter and a CHARGER, then cold soup; no xyzzy.";

    private readonly MLContext _ml = new(seed: 1);

    private IDataView Train => _ml.Data.LoadFromEnumerable(TinyReviews.Labelled);

    [Theory]
    [InlineData("svm")]
    [InlineData("perceptron")]
    [InlineData("sdca")]
    public void Words_and_bias_sum_to_the_score(string trainer) => AssertSums(Model(trainer), Text);

    [Fact]
    public void Words_and_bias_sum_to_the_score_where_the_convolution_comes_first()
    {
        var all = _ml.Texts(TinyReviews.Texts);
        var tokens = _ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text");
        var pipeline = tokens
            .Append(_ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 2))
            .Append(_ml.Transforms.Text.ApplySemanticConvolution("Bag", "Bag", Vectors(tokens, all), CorrelationOptions.Blog))
            .Append(_ml.Transforms.Text.NormalizeTfIdf("Features", "Bag", new() { SublinearTf = true, SmoothIdf = true }))
            .FittedOn(all)
            .Append(_ml.Transforms.NormalizeLpNorm("Features"))
            .Append(_ml.MultiLabelClassification.Trainers.OneVersusRest(_ml.BinaryClassification.Trainers.SparseLinearSvm()));
        AssertSums(pipeline.Fit(Train), Text);
    }

    [Fact]
    public void Words_and_other_columns_sum_to_the_score_where_they_are_concatenated()
    {
        var pipeline = TinyReviews.Features(_ml)
            .Append(_ml.Transforms.CustomMapping<Input, Stars>((row, stars) => stars.Value = row.Text.Length / 50f, null))
            .Append(_ml.Transforms.Concatenate("All", "Value", "Features"))
            .Append(_ml.MultiLabelClassification.Trainers.OneVersusRest(_ml.BinaryClassification.Trainers.SparseLinearSvm(),
                featureColumnName: "All"));
        var explanation = AssertSums(pipeline.Fit(Train), Text);
        Assert.Contains(explanation.Labels, label => label.Words.Any(word => word.Word == "Value"));
        Assert.Contains(explanation.Labels, label => label.Words.Any(word => word.Word == "adapter"));
    }

    [Fact]
    public void Features_are_followed_as_far_as_their_slots_stay_the_same()
    {
        var names = (string[])["a", "b", "c"];
        var rows = _ml.Vectors(names, [1, 0, 2], [0, 3, 0], [2, 1, 0]);
        var data = _ml.Transforms.CustomMapping<Numbers, Tagged>((row, tagged) => tagged.Labels = row.X[0] > 0 ? ["x", "y"] : ["y"], null)
            .Fit(rows).Transform(rows);
        var tagger = _ml.MultiLabelClassification.Trainers.OneVersusRest(
            _ml.BinaryClassification.Trainers.SparseLinearSvm(), featureColumnName: "F",
            options: new() { Thresholds = LabelThresholds.Fixed() });
        IEstimator<ITransformer>[] stages =
        [
            _ml.Transforms.CopyColumns("F", "X"),
            _ml.Transforms.NormalizeMinMax("F", "X"),                                                  // a 0 stays one
            // a 0 becomes something: where the words stand
            _ml.Transforms.NormalizeMinMax("F", "X", fixZero: false),
            _ml.Transforms.Concatenate("F", "X", "X"),                                                 // each slot twice
            // fewer slots
            _ml.Transforms.CopyColumns("F", "X").Append(_ml.Transforms.FeatureSelection.SelectFeaturesBasedOnCount("F", count: 2)),
            _ml.Transforms.CopyColumns("F", "X").Append(_ml.Transforms.SelectColumns("F", "Labels", "Text")),   // other columns
        ];
        foreach (var stage in stages)
        {
            var model = stage.Append(tagger).Fit(WithText(data));
            var explanation = model.Explain(WithText(data), labels: ["x", "y"]);
            float[] scores = model.Transform(WithText(data)).Floats("Scores")[0];
            foreach (var (label, score) in explanation.Labels.OrderBy(label => label.Label, StringComparer.Ordinal).Zip(scores))
            {
                Assert.Equal(score, label.Bias!.Value + label.Words.Sum(word => word.Score), 1e-5);
                Assert.All(label.Words, word => Assert.Contains(word.Word, names));
            }
        }

        IDataView WithText(IDataView view) => _ml.Transforms.CustomMapping<Numbers, Input>((_, text) => text.Text = "a c", null).Fit(view)
            .Transform(view);
    }

    [Fact]
    public void Slots_without_names_are_named_by_column_and_number()
    {
        var rows = _ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 20).Select(i => new Unnamed { Features = [i % 2, i % 3], Labels = i % 2 == 0 ? ["even"] : ["odd"] }));
        var model = _ml.Transforms.NormalizeLpNorm("Features")
            .Append(_ml.MultiLabelClassification.Trainers.OneVersusRest(_ml.BinaryClassification.Trainers.SparseLinearSvm())).Fit(rows);
        var words = model.Explain(_ml.Data.LoadFromEnumerable([new Unnamed { Features = [1, 2] }]), labels: ["odd"]).Labels.Single().Words;
        Assert.Contains(words, word => word.Word == "Features[0]");
    }

    [Fact]
    public void A_word_counts_as_its_neighbours_by_the_matrix_the_norm_and_the_weights()
    {
        var model = (TransformerChain<OneVersusRestTransformer>)Model("svm");
        var convolution = Stages(model).OfType<SemanticConvolutionTransformer>().Single();
        var matrix = convolution.Matrix;
        var row = model.Transform(_ml.Texts("charger"));
        float weighted = row.Floats("Weighted")[0].Sum();
        int charger = matrix.Vocabulary.ToList().IndexOf("charger");
        double[] convolved = [
            .. Enumerable.Range(0, matrix.Size).Select(j => weighted * ((j == charger ? 1 : 0) + Entry(matrix, charger, j)))];
        double norm = Math.Sqrt(convolved.Sum(value => value * value));

        var label = model.Explain(_ml, "charger", labels: ["power"]).Labels.Single();

        var word = Assert.Single(label.Words);
        Assert.Equal("charger", word.Word);
        Assert.True(word.Features.Count > 1);
        foreach (var feature in word.Features)
        {
            int slot = matrix.Vocabulary.ToList().IndexOf(feature.Feature);
            Assert.Equal(convolved[slot] / norm, feature.Value, 1e-5);
            Assert.Equal((slot == charger ? 1 : 0) + Entry(matrix, charger, slot), feature.Correlation, 1e-5);
            Assert.Equal(Weight(model.LastTransformer, matrix, slot, "power"), feature.Weight, 1e-5);
        }
    }

    [Fact]
    public void A_loaded_model_is_explained_alike()
    {
        var model = Model("svm");
        using var stream = new MemoryStream();
        _ml.Model.Save(model, Train.Schema, stream);
        stream.Position = 0;
        var ml = new MLContext();
        Assert.Equal(model.Explain(_ml, Text).ToJson(), ml.Model.Load(stream, out _).Explain(ml, Text).ToJson());
    }

    [Fact]
    public void A_tagger_explains_as_its_model_does_and_reads_the_slot_names_once()
    {
        var counted = new CountedSlotNames();
        var model = new TransformerChain<ITransformer>([TinyReviews.Features(_ml).Fit(Train), counted, Tagger()]);
        string inTurn = model.Explain(_ml, Text).ToJson();
        var tagger = new TextTagger(model);
        counted.Reads = 0;
        Assert.Equal(inTurn, tagger.Explain(Text).ToJson());
        Assert.Equal(1, counted.Reads);
        Assert.NotEqual(inTurn, tagger.Explain("a rude waiter").ToJson());
        Assert.Equal(1, counted.Reads);

        ITransformer Tagger() => ((TransformerChain<OneVersusRestTransformer>)Model("svm")).LastTransformer;
    }

    [Fact]
    public void Predicted_labels_are_explained_or_the_most_probable_one()
    {
        var model = TinyReviews.Features(_ml).Append(_ml.MultiLabelClassification.Trainers.OneVersusRest(
            _ml.BinaryClassification.Trainers.SparseLinearSvm(), options: new() { Thresholds = LabelThresholds.Fixed(0.3f) })).Fit(Train);
        Assert.Equal(["food", "power"], model.Explain(_ml, Text).Labels.Select(label => label.Label).Order());
        var nothing = Assert.Single(model.Explain(_ml, "xyzzy").Labels);
        Assert.Empty(nothing.Words);
        Assert.Equal(nothing.Score, nothing.Bias);
        Assert.Equal(["staff"], model.Explain(_ml, Text, labels: ["staff"]).Labels.Select(label => label.Label));
    }

    [Fact]
    public void Trees_are_stated_not_to_be_a_sum()
    {
        var label = Model("fasttree").Explain(_ml, Text, labels: ["power"]).Labels.Single();
        Assert.False(label.IsLinear);
        Assert.Empty(label.Words);
        Assert.Contains("not linear", label.ToString());
    }

    [Fact]
    public void Text_names_word_neighbour_and_weight()
        => Assert.Matches(@"\+\d\.\d\d  'adapter' counted as itself, weight .*; because of '\w+' 0\.\d\d × weight -?\d\.\d\d \(",
            Model("svm").Explain(_ml, Text).ToString());

    [Fact]
    public void Html_marks_the_words_and_encodes_the_rest()
    {
        string html = Model("svm").Explain(_ml, "<script> & CHARGER", labels: ["power"]).ToHtml();
        Assert.Matches(@"&lt;script&gt; &amp; <mark style=""[^""]*"" title=""\+\d\.\d\d"">CHARGER</mark>", html);
        Assert.DoesNotContain("<script", html);
    }

    [Fact]
    public void Html_marks_what_the_words_were_made_of_between_marks_of_any_script()
    {
        string html = Model("svm").Explain(_ml, "خ، CHAR\u00ADGER😀، adapter।", labels: ["power"]).ToHtml();
        Assert.Matches("<blockquote[^>]*>خ، <mark[^>]*>CHAR&#173;GER</mark>(😀|&#128512;)، <mark[^>]*>adapter</mark>।</blockquote>", html);
    }

    [Fact]
    public void Words_tell_where_in_the_text_they_are()
    {
        const string Twice = "Ein CHAR\u00ADGER? 😀 charger!";
        var words = Model("svm").Explain(_ml, Twice, labels: ["power"]).Labels.Single().Words;
        Assert.Equal(["CHAR\u00ADGER", "charger"], words.Single(word => word.Word == "charger").Offsets.Select(offset => Twice[offset]));
    }

    [Fact]
    public void Html_and_offsets_leave_out_words_that_the_model_leaves_out()
    {
        var tokens = _ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
            .Append(_ml.Transforms.Text.RemoveStopWords("Tokens", null, "and", "a", "the"));
        var model = tokens.Append(_ml.Transforms.Text.ProduceWordBags("Features", "Tokens", ngramLength: 2))
            .Append(_ml.MultiLabelClassification.Trainers.OneVersusRest(_ml.BinaryClassification.Trainers.SparseLinearSvm())).Fit(Train);
        var label = model.Explain(_ml, Text, labels: ["power"]).Labels.Single();
        var pair = label.Words.Single(word => word.Word == "adapter|charger");
        Assert.Equal(["adapter", "CHARGER"], pair.Offsets.Select(offset => Text[offset]));
        Assert.Matches("<blockquote[^>]*>The <mark[^>]*>adapter</mark> and a <mark[^>]*>CHARGER</mark>,",
            new TagExplanation(Text, [label with { Words = [pair] }]).ToHtml());
        Assert.DoesNotContain(label.Words.SelectMany(word => word.Offsets), offset => Text[offset] is "The" or "and" or "a");
    }

    [Fact]
    public void A_model_of_format_1_1_finds_its_own_words()
    {
        var model = _ml.Model.Load(Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Golden", "Formats", "1.1", "words.zip"), out _);
        const string Chinese = "Great 屏幕很好";
        var rows = _ml.Data.LoadFromEnumerable([new Tagged { Text = Chinese, Labels = ["a"] }, new Tagged { Text = "great", Labels = [] }]);
        var fitted = new TransformerChain<ITransformer>([model,
            _ml.Transforms.Text.ProduceWordBags("Features", "Tokens", ngramLength: 1)
                .Append(_ml.MultiLabelClassification.Trainers.OneVersusRest(_ml.BinaryClassification.Trainers.SparseLinearSvm()))
                .Fit(model.Transform(rows))]);
        var words = fitted.Explain(_ml, Chinese, labels: ["a"]).Labels.Single().Words;
        Assert.Equal([6..10], words.Single(word => word.Word == "屏幕很好").Offsets);
    }

    [Fact]
    public void Json_has_the_numbers()
    {
        var explanation = Model("svm").Explain(_ml, Text);
        using var json = JsonDocument.Parse(explanation.ToJson(indented: true));
        var label = json.RootElement.GetProperty("labels")[0];
        double sum = label.GetProperty("bias").GetDouble()
            + label.GetProperty("words").EnumerateArray().Sum(word => word.GetProperty("score").GetDouble());
        Assert.Equal(label.GetProperty("score").GetDouble(), sum, 1e-5);
        Assert.Equal(Text, json.RootElement.GetProperty("text").GetString());
        var adapter = label.GetProperty("words").EnumerateArray().Single(word => word.GetProperty("word").GetString() == "adapter");
        Assert.Equal("""[{"start":4,"length":7}]""", Regex.Replace(adapter.GetProperty("offsets").GetRawText(), @"\s", ""));
        Assert.Equal([4..11], adapter.Deserialize<WordExplanation>(JsonSerializerOptions.Web)!.Offsets);
    }

    [Fact]
    public void What_cannot_be_explained_is_named()
    {
        var model = Model("svm");
        Assert.Contains("'rooms'", Assert.Throws<ArgumentException>(() => model.Explain(_ml, Text, labels: ["rooms"])).Message);
        Assert.Contains("no row", Assert.Throws<ArgumentException>(() => model.Explain(_ml.Texts())).Message);
        Assert.Contains("one-vs-rest",
            Assert.Throws<ArgumentException>(() => TinyReviews.Features(_ml).Fit(Train).Explain(_ml, Text)).Message);
        Assert.Contains("'Review'", Assert.ThrowsAny<ArgumentException>(() => model.Explain(_ml.Texts(Text), "Review")).Message);
    }

    private static TagExplanation AssertSums(ITransformer model, string text)
    {
        var ml = new MLContext();
        var row = model.Transform(ml.Texts(text));
        float[] scores = row.Floats("Scores")[0];
        string[] labels = row.SlotNames("Scores");
        var explanation = model.Explain(ml, text, labels: labels);
        Assert.Equal(labels.Order(), explanation.Labels.Select(label => label.Label).Order());
        foreach (var label in explanation.Labels)
        {
            float score = scores[Array.IndexOf(labels, label.Label)];
            Assert.NotEmpty(label.Words);
            Assert.Contains(label.Words, word => word.Features.Any(feature => feature.Feature != word.Word));
            Assert.Equal(score, label.Score);
            Assert.Equal(score, label.Bias!.Value + label.Words.Sum(word => word.Score), 1e-5);
        }
        return explanation;
    }

    private ITransformer Model(string trainer)
    {
        var (features, oneVersusRest) = (TinyReviews.Features(_ml), _ml.MultiLabelClassification.Trainers);
        var binary = _ml.BinaryClassification.Trainers;
        return trainer switch
        {
            "svm" => features.Append(oneVersusRest.OneVersusRest(binary.SparseLinearSvm())).Fit(Train),
            "perceptron" => features.Append(oneVersusRest.OneVersusRest(binary.AveragedPerceptron())).Fit(Train),
            "sdca" => features.Append(oneVersusRest.OneVersusRest(binary.SdcaLogisticRegression())).Fit(Train),
            _ => features.Append(oneVersusRest.OneVersusRest(binary.FastTree(numberOfTrees: 5, minimumExampleCountPerLeaf: 2))).Fit(Train),
        };
    }

    private static WordVectors Vectors(IEstimator<ITransformer> tokens, IDataView all)
        => WordVectors.Train(tokens.Fit(all).Transform(all), "Tokens",
            new() { Dimensions = 16, MinCount = 1, Epochs = 20, NumberOfThreads = 1, Sample = 0 });

    private static IEnumerable<ITransformer> Stages(ITransformer model)
        => model is IEnumerable<ITransformer> chain ? chain.SelectMany(Stages) : [model];

    private static float Entry(CorrelationMatrix matrix, int row, int column)
        => matrix.Columns(row).IndexOf(column) is >= 0 and int at ? matrix.Weights(row)[at] : 0;

    // What a feature of 1 adds to the score of a row of zeros.
    private double Weight(OneVersusRestTransformer tagger, CorrelationMatrix matrix, int slot, string label)
    {
        float[] one = new float[matrix.Size], zero = new float[matrix.Size];
        one[slot] = 1;
        var rows = _ml.Transforms.CopyColumns("Features", "X").Fit(_ml.Vectors([.. matrix.Vocabulary], one))
            .Transform(_ml.Vectors([.. matrix.Vocabulary], one, zero));
        float[][] scores = tagger.Transform(rows).Floats("Scores");
        int k = tagger.Labels.ToList().IndexOf(label);
        return scores[0][k] - scores[1][k];
    }

    private sealed class Numbers
    {
        [VectorType(3)]
        public float[] X { get; set; } = [];
    }

    private sealed class Tagged
    {
        public string Text { get; set; } = "";

        public string[] Labels { get; set; } = [];
    }

    private sealed class Unnamed
    {
        public string Text { get; set; } = "";

        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public string[] Labels { get; set; } = [];
    }

    private sealed class Input
    {
        public string Text { get; set; } = "";
    }

    private sealed class Stars
    {
        public float Value { get; set; }
    }
}
