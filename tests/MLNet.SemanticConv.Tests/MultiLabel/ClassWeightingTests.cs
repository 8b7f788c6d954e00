using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class ClassWeightingTests
{
    private const int Count = 60, FeatureCount = 4;

    private static readonly OneVersusRestOptions Balanced = new()
    {
        ClassWeighting = ClassWeighting.Balanced,
        Thresholds = LabelThresholds.Fixed()
    };

    // scikit-learn 1.2 on the rows of Make: LogisticRegression(C=2, class_weight=w, tol=1e-12), the scores of the first five.
    public static TheoryData<ClassWeighting, float[]> Golden => new()
    {
        { ClassWeighting.Balanced, [-0.9572531f, -0.87836459f, -1.5930577f, 1.96869011f, -0.91498305f] },
        { ClassWeighting.None, [-1.56983858f, -1.55301024f, -2.23434135f, 1.337563f, -1.57386881f] },
    };

    [Theory, MemberData(nameof(Golden))]
    public void A_stock_trainer_scores_as_scikit_learn_does_with_the_same_class_weights(ClassWeighting weighting, float[] expected)
    {
        var ml = new MLContext(seed: 1);
        var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                L1Regularization = 0,
                L2Regularization = 0.5f,
                OptimizationTolerance = 1e-9f
            });
        float[] scores = FirstScores(ml, trainer, Balanced with { ClassWeighting = weighting });
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], scores[i], 2e-3f);
    }

    [Fact]
    public void Balancing_multiplies_the_weights_of_the_data()
    {
        var ml = new MLContext(seed: 1);
        var options = new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = 0.5f,
            OptimizationTolerance = 1e-9f,
            ExampleWeightColumnName = "Weight",
        };
        var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(options);
        // 19 of 60 rows are positive: these weights are the inverse of the balanced ones, so that every row weighs 1.
        float[] evened = FirstScores(ml, trainer, Balanced, row => row.Labels.Length > 0 ? 2 * 19 / 60f : 2 * 41 / 60f);
        float[] plain = FirstScores(ml, trainer, Balanced with { ClassWeighting = ClassWeighting.None });
        for (int i = 0; i < plain.Length; i++) Assert.Equal(plain[i], evened[i], 1e-4f);
    }

    [Theory]
    [InlineData("sdca"), InlineData("linearsvm"), InlineData("sgd"), InlineData("fasttree"), InlineData("gam")]
    public void Trainers_that_know_weights_find_more_of_a_rare_label_when_balanced(string name)
    {
        var ml = new MLContext(seed: 1);
        var binary = ml.BinaryClassification.Trainers;
        float Mean(OneVersusRestOptions options) => (name switch
        {
            "sdca" => FirstScores(ml, binary.SdcaLogisticRegression(l2Regularization: 0.01f), options),
            "linearsvm" => FirstScores(ml, binary.LinearSvm(numberOfIterations: 20), options),
            "sgd" => FirstScores(ml, binary.SgdCalibrated(l2Regularization: 0.01f), options),
            "fasttree" => FirstScores(ml, binary.FastTree(numberOfLeaves: 3, numberOfTrees: 3, minimumExampleCountPerLeaf: 5), options),
            _ => FirstScores(ml, binary.Gam(numberOfIterations: 20), options),
        }).Average();
        Assert.True(Mean(Balanced) > Mean(Balanced with { ClassWeighting = ClassWeighting.None }) + 0.01f);
    }

    [LightGbmFact]
    public void LightGbm_finds_more_of_a_rare_label_when_balanced()
    {
        var ml = new MLContext(seed: 1);
        var trainer = ml.BinaryClassification.Trainers.LightGbm(numberOfLeaves: 3, minimumExampleCountPerLeaf: 5, numberOfIterations: 3);
        float Mean(ClassWeighting weighting) => FirstScores(ml, trainer, Balanced with { ClassWeighting = weighting }).Average();
        Assert.True(Mean(ClassWeighting.Balanced) > Mean(ClassWeighting.None) + 0.01f);
    }

    [Fact]
    public void A_trainer_of_this_library_is_balanced_once_whoever_says_it()
    {
        var ml = new MLContext(seed: 1);
        var svm = ml.BinaryClassification.Trainers;
        var own = svm.SparseLinearSvm(options: new() { ClassWeighting = ClassWeighting.Balanced });
        var plain = svm.SparseLinearSvm();
        float[] byTrainer = FirstScores(ml, own, Balanced with { ClassWeighting = ClassWeighting.None });
        Assert.Equal(byTrainer, FirstScores(ml, plain, Balanced));
        Assert.Equal(byTrainer, FirstScores(ml, own, Balanced));
        Assert.NotEqual(byTrainer, FirstScores(ml, plain, Balanced with { ClassWeighting = ClassWeighting.None }));
    }

    [Fact]
    public void A_trainer_without_weights_is_refused_by_name()
    {
        var trainers = new MLContext(seed: 1).BinaryClassification.Trainers;
        var all = new MLContext(seed: 1).MultiLabelClassification.Trainers;
        Assert.Contains("AveragedPerceptronTrainer", Assert.Throws<NotSupportedException>(
            () => all.OneVersusRest(trainers.AveragedPerceptron(), options: Balanced)).Message);
        Assert.Contains("Naive Bayes", Assert.Throws<NotSupportedException>(
            () => all.OneVersusRest(trainers.SparseNaiveBayes(), options: Balanced)).Message);
    }

    private static float[] FirstScores<TModel>(
        MLContext ml,
        ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer,
        OneVersusRestOptions options,
        Func<Row, float>? weigh = null)
        where TModel : class
    {
        var rows = Make();
        foreach (var row in rows) row.Weight = weigh?.Invoke(row) ?? 1;
        var data = ml.Data.LoadFromEnumerable(rows);
        var scored = ml.MultiLabelClassification.Trainers.OneVersusRest(trainer, options: options).Fit(data).Transform(data);
        return [.. TaggedRows.Column<float>(scored, "Scores").Take(5).Select(row => row[0])];
    }

    private static Row[] Make() => [.. Enumerable.Range(0, Count).Select(i =>
    {
        float[] x = [.. Enumerable.Range(0, FeatureCount).Select(j => (i * 7 + j * 3) % 11 / 10f)];
        return new Row { Features = x, Labels = (x[0] > 0.75f) != (i % 12 == 0) ? ["rare"] : [] };
    })];

    private sealed class Row
    {
        [VectorType(FeatureCount)]
        public float[] Features { get; set; } = [];
        public string[] Labels { get; set; } = [];
        public float Weight { get; set; } = 1;
    }
}
