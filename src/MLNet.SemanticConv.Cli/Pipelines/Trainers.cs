using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace MLNet.SemanticConv.Cli;

/// <summary>One-vs-rest over a binary trainer, set for short texts with few labels.</summary>
/// <remarks>ML.NET's defaults regularise TF-IDF features of unit length far too much: these settings are for review sentences and the
/// like.</remarks>
internal static class Trainers
{
    /// <summary>The trainer; it reads the columns Labels and Features.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="name">Which binary trainer.</param>
    /// <param name="options">How the default method makes the features; null where another does.</param>
    /// <param name="progress">Told the share of the models that are trained.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    public static OneVersusRestEstimator Create(
        MLContext ml, TrainerName name, SemanticTextOptions? options, IProgress<double> progress, CancellationToken cancellationToken)
    {
        MultiLabelClassificationTrainers oneVersusRest = ml.MultiLabelClassification.Trainers;
        InlineProgress<StepProgress> models = new(p => progress.Report((double)p.Done / p.Total));
        return name switch
        {
            // one thread within a label: labels are trained side by side, and two runs are alike
            TrainerName.Lbfgs => oneVersusRest.OneVersusRest(context => context.BinaryClassification.Trainers.LbfgsLogisticRegression(
                new LbfgsLogisticRegressionBinaryTrainer.Options
                {
                    L1Regularization = 0,
                    L2Regularization = 0.1f,
                    OptimizationTolerance = 1e-5f,
                    NumberOfThreads = 1
                }),
                progress: models, cancellationToken: cancellationToken),
            TrainerName.Sdca => oneVersusRest.OneVersusRest(context => context.BinaryClassification.Trainers.SdcaLogisticRegression(
                new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 }),
                progress: models, cancellationToken: cancellationToken),
            TrainerName.Svm => oneVersusRest.OneVersusRest(
                context => context.BinaryClassification.Trainers.SparseLinearSvm(
                    exampleWeightColumnName: options?.ExampleWeightColumnName,
                    options: new() { Cost = options?.Encoder is null ? 0.5 : 0.3 }),
                options: new() { LearnFromSharedWords = options?.LearnFromLabelNames ?? false },
                progress: models, cancellationToken: cancellationToken),
            TrainerName.LinearSvm => oneVersusRest.OneVersusRest(context => context.BinaryClassification.Trainers.LinearSvm(
                new LinearSvmTrainer.Options { NumberOfIterations = 10, Lambda = 1e-4f }),
                progress: models, cancellationToken: cancellationToken),
            TrainerName.Perceptron => oneVersusRest.OneVersusRest(context => context.BinaryClassification.Trainers.AveragedPerceptron(
                new AveragedPerceptronTrainer.Options { NumberOfIterations = 10 }),
                progress: models, cancellationToken: cancellationToken),
            TrainerName.FastTree => oneVersusRest.OneVersusRest(context => context.BinaryClassification.Trainers.FastTree(
                new FastTreeBinaryTrainer.Options
                {
                    NumberOfTrees = 50,
                    NumberOfLeaves = 8,
                    MinimumExampleCountPerLeaf = 3,
                    NumberOfThreads = 1
                }),
                progress: models, cancellationToken: cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such trainer."),
        };
    }
}
