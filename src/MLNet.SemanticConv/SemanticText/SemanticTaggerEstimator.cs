using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>The default method as one estimator: from labelled rows and all text to a model that tags text.</summary>
internal sealed class SemanticTaggerEstimator : IEstimator<TransformerChain<OneVersusRestTransformer>>
{
    private readonly SemanticFeatures _features;
    private readonly Func<IProgress<StepProgress>?, OneVersusRestEstimator> _createTrainer;
    private readonly IProgress<StepProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    public SemanticTaggerEstimator(
        SemanticFeatures features,
        Func<IProgress<StepProgress>?, OneVersusRestEstimator> createTrainer,
        IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
        => (_features, _createTrainer, _progress, _cancellationToken) = (features, createTrainer, progress, cancellationToken);

    /// <summary>Learns features and labels.</summary>
    /// <param name="input">The labelled rows; read once.</param>
    /// <returns>The model; its <see cref="TransformerChain{TLastTransformer}.LastTransformer"/> has the labels and their thresholds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidDataException">There are no rows or no labels.</exception>
    /// <exception cref="OperationCanceledException">The token given to the estimator was cancelled.</exception>
    public TransformerChain<OneVersusRestTransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Cancellation.Run(() => Learn(input), _cancellationToken);
    }

    /// <summary>The shape of the schema after this estimator.</summary>
    /// <param name="inputSchema">The shape before.</param>
    /// <returns>The shape with the columns <c>Features</c>, <c>Scores</c>, <c>Probabilities</c> and <c>PredictedLabels</c> added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The label or the text column is missing.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => _createTrainer(null).GetOutputSchema(_features.GetOutputSchema(inputSchema));

    private TransformerChain<OneVersusRestTransformer> Learn(IDataView input)
    {
        var (stages, examples) = _features.Fit(input, _progress, _cancellationToken);
        _progress?.Report(new(SemanticTextSteps.TrainingLabels, 0, 0));
        var told = _progress is null ? null : new InlineProgress<StepProgress>(p
            => _progress.Report(p with { Step = SemanticTextSteps.TrainingLabels }));
        return new([.. stages, _createTrainer(told).Fit(examples)]);
    }
}
