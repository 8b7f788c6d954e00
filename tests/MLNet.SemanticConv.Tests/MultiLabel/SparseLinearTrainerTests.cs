using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.SemanticConv.Tests.MultiLabel;

/// <summary>Against the optimum that scikit-learn's LIBLINEAR finds: Golden/make_linear.py.</summary>
public sealed class SparseLinearTrainerTests
{
    private static readonly JsonElement Golden =
        JsonDocument.Parse(File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "MLNet.SemanticConv.Tests", "MultiLabel", "Golden", "linear.json"))).RootElement;

    private static readonly MLContext Ml = new(seed: 1);

    [Theory]
    [InlineData("svm 0.1", 0.1)]
    [InlineData("svm 1", 1)]
    [InlineData("svm 30", 30)]
    [InlineData("logistic 0.1", 0.1)]
    [InlineData("logistic 1", 1)]
    [InlineData("logistic 30", 30)]
    [InlineData("svm balanced", 1)]
    [InlineData("svm weighted", 1)]
    [InlineData("logistic weighted", 1)]
    public void The_weights_are_LIBLINEARs(string name, double cost)
    {
        var options = new SparseLinearOptions
        {
            Cost = cost,
            Tolerance = 1e-8,
            MaximumNumberOfIterations = 1_000_000,
            ClassWeighting = name.EndsWith("balanced", StringComparison.Ordinal) ? ClassWeighting.Balanced : ClassWeighting.None,
        };
        string? weights = name.EndsWith("weighted", StringComparison.Ordinal) ? "Weight" : null;
        var binary = Ml.BinaryClassification.Trainers;
        var model = name.StartsWith("svm", StringComparison.Ordinal)
            ? binary.SparseLinearSvm(exampleWeightColumnName: weights, options: options).Fit(Data()).Model
            : binary.SparseLogisticRegression(exampleWeightColumnName: weights, options: options).Fit(Data()).Model.SubModel;
        double[] expected = Numbers(name);
        for (int i = 0; i < expected.Length - 1; i++) Assert.Equal(expected[i], model.Weights[i], 1e-4 * (1 + Math.Abs(expected[i])));
        Assert.Equal(expected[^1], model.Bias, 1e-4 * (1 + Math.Abs(expected[^1])));
    }

    [Theory]
    [InlineData("multinomial", NaiveBayesKind.Multinomial)]
    [InlineData("complement", NaiveBayesKind.Complement)]
    public void Naive_Bayes_scores_as_scikit_learns_does(string name, NaiveBayesKind kind)
    {
        var trainer = Ml.BinaryClassification.Trainers.SparseNaiveBayes(exampleWeightColumnName: "Weight", kind: kind, smoothing: 0.5);
        float[] scores = [.. trainer.Fit(Data()).Transform(Data()).GetColumn<float>("Score")];
        double[] expected = Numbers(name);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], scores[i], 1e-5);
    }

    [Fact]
    public void Naive_Bayes_refuses_a_negative_count_and_a_smoothing_of_0()
    {
        var (x, y) = Rows();
        x[5][1] = -1;
        Assert.Contains("row 5", Assert.Throws<InvalidDataException>(
            () => Ml.BinaryClassification.Trainers.SparseNaiveBayes().Fit(Data(x, y, Numbers32("weights")))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ml.BinaryClassification.Trainers.SparseNaiveBayes(smoothing: 0));
    }

    [Fact]
    public void They_stand_in_a_stock_pipeline_which_stock_code_saves_loads_and_evaluates()
    {
        var pipeline = Ml.Transforms.NormalizeLpNorm("Features")
            .Append(Ml.BinaryClassification.Trainers.SparseLogisticRegression(options: new() { Cost = 30 }));
        var model = pipeline.Fit(Data());
        Assert.Equal(Ml.BinaryClassification.Evaluate(model.Transform(Data())).Accuracy, RoundTrip(model).Accuracy);
        Assert.True(RoundTrip(model).AreaUnderRocCurve > 0.9);

        var svm = Ml.BinaryClassification.Trainers.SparseLinearSvm().Fit(Data());
        Assert.True(Ml.BinaryClassification.EvaluateNonCalibrated(svm.Transform(Data())).Accuracy > 0.8);
        var calibrated = Ml.BinaryClassification.Trainers.SparseLinearSvm().Append(Ml.BinaryClassification.Calibrators.Platt()).Fit(Data());
        Assert.True(Ml.BinaryClassification.Evaluate(calibrated.Transform(Data())).Accuracy > 0.8);
    }

    [Fact]
    public void Within_one_vs_rest_each_label_gets_the_model_that_it_gets_alone()
    {
        var binary = Ml.BinaryClassification.Trainers;
        var options = new SparseLinearOptions { Tolerance = 1e-6 };
        AssertAlike(binary.SparseLinearSvm(options: options), tolerance: 1e-4f);
        AssertAlike(binary.SparseLogisticRegression(options: options), tolerance: 1e-4f);
        AssertAlike(binary.SparseLogisticRegression(options: options with { ClassWeighting = ClassWeighting.Balanced }), tolerance: 1e-4f);
        // one label at a time
        AssertAlike(binary.SparseLogisticRegression(options: options with { Tolerance = 1e-9, MaximumNumberOfIterations = 100_000 }),
            tolerance: 1e-4f);
        AssertAlike(binary.SparseNaiveBayes(), tolerance: 1e-6f);
    }

    [Fact]
    public void Logistic_regression_is_balanced_by_one_vs_rest_as_by_its_own_setting()
    {
        var data = TaggedRows.View(Ml, TaggedRows.Make(200));
        float[][] Scores(ClassWeighting own, ClassWeighting given)
            => TaggedRows.Column<float>(Ml.MultiLabelClassification.Trainers.OneVersusRest(
            Ml.BinaryClassification.Trainers.SparseLogisticRegression(options: new() { ClassWeighting = own }),
            options: new() { ClassWeighting = given, Thresholds = LabelThresholds.Fixed() }).Fit(data).Transform(data), "Scores");
        float[][] balanced = Scores(ClassWeighting.Balanced, ClassWeighting.None);
        Assert.Equal(balanced, Scores(ClassWeighting.None, ClassWeighting.Balanced));
        Assert.NotEqual(balanced, Scores(ClassWeighting.None, ClassWeighting.None));
    }

    private static void AssertAlike<TModel>(ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer, float tolerance)
        where TModel : class
    {
        var rows = TaggedRows.Make(200);
        var data = TaggedRows.View(Ml, rows);
        var scored = Ml.MultiLabelClassification.Trainers.OneVersusRest(trainer, options: new() { Thresholds = LabelThresholds.Fixed() })
            .Fit(data).Transform(data);
        float[][] scores = TaggedRows.Column<float>(scored, "Scores");
        string[] labels = scored.SlotNames("Scores");
        for (int k = 0; k < labels.Length; k++)
        {
            var flagged = Ml.Data.LoadFromEnumerable(rows.Select(
                row => new Flagged { Features = row.Features, Label = row.Labels.Contains(labels[k]) }), Schema(TaggedRows.FeatureCount));
            float[] alone = [.. trainer.Fit(flagged).Transform(flagged).GetColumn<float>("Score")];
            for (int i = 0; i < rows.Length; i++) Assert.Equal(alone[i], scores[i][k], tolerance);
        }
    }

    [Fact]
    public void A_row_of_weight_0_is_as_good_as_absent()
    {
        var (x, y) = Rows();
        var options = new SparseLinearOptions { Tolerance = 1e-8, MaximumNumberOfIterations = 100_000 };
        float[] half = [.. Enumerable.Range(0, y.Length).Select(i => i < 30 ? 1f : 0)];
        var weighted = Ml.BinaryClassification.Trainers.SparseLinearSvm(exampleWeightColumnName: "Weight", options: options)
            .Fit(Data(x, y, half)).Model;
        var absent = Ml.BinaryClassification.Trainers.SparseLinearSvm(options: options).Fit(Data(x[..30], y[..30], half[..30])).Model;
        for (int i = 0; i < 8; i++) Assert.Equal(absent.Weights[i], weighted.Weights[i], 1e-4f);
    }

    [Fact]
    public void Bad_data_and_settings_are_refused()
    {
        var (x, y) = Rows();
        var svm = Ml.BinaryClassification.Trainers.SparseLinearSvm();
        Assert.Contains("both positive and negative",
            Assert.Throws<InvalidDataException>(() => svm.Fit(Data(x, [.. y.Select(_ => true)], Numbers32("weights")))).Message);
        x[3][2] = float.PositiveInfinity;
        Assert.Contains("row 3", Assert.Throws<InvalidDataException>(() => svm.Fit(Data(x, y, Numbers32("weights")))).Message);
        var weighted = Ml.BinaryClassification.Trainers.SparseLinearSvm(exampleWeightColumnName: "Weight");
        Assert.Contains("-1", Assert.Throws<InvalidDataException>(() => weighted.Fit(Data(Rows().X, y, [.. y.Select(_ => -1f)]))).Message);
        Assert.Contains("'Features' holds",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => Ml.BinaryClassification.Trainers.SparseLinearSvm("Features").Fit(Data())).Message);
        Assert.Contains("'Features'", Assert.Throws<ArgumentOutOfRangeException>(
            () => Ml.BinaryClassification.Trainers.SparseLinearSvm(exampleWeightColumnName: "Features").Fit(Data())).Message);
        float[] infinite = [.. y.Select(_ => float.PositiveInfinity)];
        Assert.Contains("row 0", Assert.Throws<InvalidDataException>(() => weighted.Fit(Data(Rows().X, y, infinite))).Message);
        Assert.Contains("'Tag'",
            Assert.Throws<ArgumentOutOfRangeException>(() => Ml.BinaryClassification.Trainers.SparseLinearSvm("Tag").Fit(Data())).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparseLinearOptions { Cost = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparseLinearOptions { Tolerance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(
            "MaximumNumberOfIterations", () => new SparseLinearOptions { MaximumNumberOfIterations = 0 });
    }

    public sealed class Flagged
    {
        public float[] Features { get; set; } = [];
        public bool Label { get; set; }
        public float Weight { get; set; } = 1;
    }

    private static CalibratedBinaryClassificationMetrics RoundTrip(ITransformer model)
    {
        using var stream = new MemoryStream();
        Ml.Model.Save(model, Data().Schema, stream);
        stream.Position = 0;
        return Ml.BinaryClassification.Evaluate(new MLContext().Model.Load(stream, out _).Transform(Data()));
    }

    private static SchemaDefinition Schema(int features)
    {
        var schema = SchemaDefinition.Create(typeof(Flagged));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        return schema;
    }

    private static IDataView Data()
    {
        var (x, y) = Rows();
        return Data(x, y, Numbers32("weights"));
    }

    private static IDataView Data(float[][] x, bool[] y, float[] weights)
        => Ml.Data.LoadFromEnumerable(x.Select((row, i) => new Flagged { Features = row, Label = y[i], Weight = weights[i] }), Schema(8));

    private static (float[][] X, bool[] Y) Rows() => (
        [.. Golden.GetProperty("x").EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetSingle()).ToArray())],
        [.. Numbers("y").Select(value => value == 1)]);

    private static double[] Numbers(string name) => [.. Golden.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static float[] Numbers32(string name) => [.. Numbers(name).Select(value => (float)value)];
}
