using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace MLNet.SemanticConv;

/// <summary>
/// A linear support vector machine with squared hinge loss and L2 regularisation, solved by dual coordinate descent (Hsieh et al. 2008):
/// what scikit-learn's LinearSVC solves with its default settings.
/// </summary>
internal sealed class SparseLinearSvmTrainer : SparseLinearTrainer<LinearBinaryModelParameters>
{
    public SparseLinearSvmTrainer(
        IHostEnvironment environment,
        string labelColumnName,
        string featureColumnName,
        string? exampleWeightColumnName,
        SparseLinearOptions? options)
        : base(environment, labelColumnName, featureColumnName, exampleWeightColumnName) => Options = options ?? new();

    /// <summary>The settings.</summary>
    public SparseLinearOptions Options { get; }

    private protected override bool IsCalibrated => false;

    private protected override double[] Solve(FeatureRows features, int[]? rows, bool[] positive, float[]? weights, Action betweenPasses)
        => DualCoordinateDescent.SquaredHinge(LinearProblem.Create(features, rows, positive, weights, Options), Options, betweenPasses);

    private protected override SparseLinearTrainer<LinearBinaryModelParameters> WithBalancedClasses(IHostEnvironment environment)
        => new SparseLinearSvmTrainer(
            environment, LabelColumnName, FeatureColumnName, ExampleWeightColumnName,
            Options with { ClassWeighting = ClassWeighting.Balanced });

    private protected override int GroupSizeFor(FeatureRows features) => GroupedDescent.SizeFor(features, Options);

    private protected override float[][] SolveGroup(TrainingRows data, int[]? rows, ReadOnlySpan<int> labels, Action betweenPasses)
        => GroupSizeFor(data.Features) == 1
            ? base.SolveGroup(data, rows, labels, betweenPasses)
            : GroupedDescent.SquaredHinge(LabelGroup.Create(data, rows, labels, Options), Options, betweenPasses);

    private protected override LinearBinaryModelParameters CreateModel(
        IHostEnvironment environment, ReadOnlySpan<float> weights, float bias)
        => BinaryModels.Linear(environment, weights, bias);
}
