using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace MLNet.SemanticConv;

/// <summary>A linear trainer for sparse rows: as a binary trainer of its own, or much faster still within one-vs-rest.</summary>
/// <typeparam name="TModel">The kind of model, one of ML.NET's own.</typeparam>
internal abstract class SparseLinearTrainer<TModel> : ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel>, ISparseLinearTrainer
    where TModel : class
{
    private readonly IHostEnvironment _environment;

    private protected SparseLinearTrainer(
        IHostEnvironment environment, string labelColumnName, string featureColumnName, string? exampleWeightColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(featureColumnName);
        _environment = environment;
        (LabelColumnName, FeatureColumnName, ExampleWeightColumnName) = (labelColumnName, featureColumnName, exampleWeightColumnName);
    }

    /// <summary>The column that says whether a row is positive.</summary>
    public string LabelColumnName { get; }

    /// <summary>The column of features.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The column of example weights, or null.</summary>
    public string? ExampleWeightColumnName { get; }

    /// <inheritdoc/>
    public TrainerInfo Info => BinaryModels.TrainerInfo;

    private protected abstract bool IsCalibrated { get; }

    /// <summary>Trains a model.</summary>
    /// <param name="input">The rows; read once.</param>
    /// <returns>The fitted transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidDataException">A feature is not finite, or the rows are not of both classes.</exception>
    public BinaryPredictionTransformer<TModel> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (features, positive, weights) = BinaryRows.Read(input, FeatureColumnName, LabelColumnName, ExampleWeightColumnName);
        var host = new TrainingHost(_environment, GetType().Name);
        var (w, b) = Split(Solve(features, null, positive, weights, host.ThrowIfCancelled));
        return BinaryModels.Transformer(host.Environment, CreateModel(host.Environment, w, b), input.Schema, FeatureColumnName);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return BinaryModels.OutputShape(inputSchema, FeatureColumnName, LabelColumnName, IsCalibrated);
    }

    /// <summary>V weights and the bias.</summary>
    private protected abstract double[] Solve(FeatureRows features, int[]? rows, bool[] positive, float[]? weights, Action betweenPasses);

    private protected abstract TModel CreateModel(IHostEnvironment environment, ReadOnlySpan<float> weights, float bias);

    /// <summary>The same trainer with balanced classes.</summary>
    private protected abstract SparseLinearTrainer<TModel> WithBalancedClasses(IHostEnvironment environment);

    /// <summary>The number of labels that <see cref="SolveGroup"/> can take.</summary>
    private protected virtual int GroupSizeFor(FeatureRows features) => 1;

    /// <summary>V weights and the bias for each label.</summary>
    private protected virtual float[][] SolveGroup(TrainingRows data, int[]? rows, ReadOnlySpan<int> labels, Action betweenPasses)
        => [Array.ConvertAll(Solve(data.Features, rows, data.Labels.Flags(labels[0], rows), data.Weights, betweenPasses), x => (float)x)];

    ISparseLinearTrainer ISparseLinearTrainer.WithBalancedClasses() => WithBalancedClasses(_environment);

    int ISparseLinearTrainer.GroupSizeFor(FeatureRows features) => GroupSizeFor(features);

    LabelModel[] ISparseLinearTrainer.Train(TrainingRows data, int[]? rows, ReadOnlySpan<int> labels, TrainingHost host)
        => Array.ConvertAll(SolveGroup(data, rows, labels, host.ThrowIfCancelled), ToLabelModel);

    private LabelModel ToLabelModel(float[] w)
        => LinearLabelModel.FromDense(w.AsSpan(..^1), w[^1], IsCalibrated ? PlattSigmoid.OfLogOdds : null);

    private static (float[] Weights, float Bias) Split(double[] w) => (Array.ConvertAll(w[..^1], x => (float)x), (float)w[^1]);
}
