using Microsoft.ML.Runtime;
using CalibratedModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace MLNet.SemanticConv;

/// <summary>
/// Logistic regression with L2 regularisation, solved by dual coordinate descent (Yu, Huang and Lin 2011): what scikit-learn's
/// LogisticRegression(solver="liblinear", dual=True) solves. Its scores are log-odds, so it gives probabilities.
/// </summary>
internal sealed class SparseLogisticRegressionTrainer : SparseLinearTrainer<CalibratedModel>
{
    public SparseLogisticRegressionTrainer(
        IHostEnvironment environment,
        string labelColumnName,
        string featureColumnName,
        string? exampleWeightColumnName,
        SparseLinearOptions? options)
        : base(environment, labelColumnName, featureColumnName, exampleWeightColumnName) => Options = options ?? new();

    /// <summary>The settings.</summary>
    public SparseLinearOptions Options { get; }

    private protected override bool IsCalibrated => true;

    private protected override double[] Solve(FeatureRows features, int[]? rows, bool[] positive, float[]? weights, Action betweenPasses)
        => DualCoordinateDescent.Logistic(LinearProblem.Create(features, rows, positive, weights, Options), Options, betweenPasses);

    private protected override SparseLinearTrainer<CalibratedModel> WithBalancedClasses(IHostEnvironment environment)
        => new SparseLogisticRegressionTrainer(
            environment, LabelColumnName, FeatureColumnName, ExampleWeightColumnName,
            Options with { ClassWeighting = ClassWeighting.Balanced });

    private protected override int GroupSizeFor(FeatureRows features) => GroupedDescent.SizeFor(features, Options);

    private protected override float[][] SolveGroup(TrainingRows data, int[]? rows, ReadOnlySpan<int> labels, Action betweenPasses)
        => GroupSizeFor(data.Features) == 1
            ? base.SolveGroup(data, rows, labels, betweenPasses)
            : GroupedDescent.Logistic(LabelGroup.Create(data, rows, labels, Options), Options, betweenPasses);

    private protected override CalibratedModel CreateModel(
        IHostEnvironment environment, ReadOnlySpan<float> weights, float bias) => BinaryModels.Logistic(environment, weights, bias);
}
