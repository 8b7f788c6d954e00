using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>The default method as one estimator: from labelled rows and all text to a model that tags text.</summary>
internal sealed class SemanticTaggerEstimator : IEstimator<TransformerChain<OneVersusRestTransformer>>, IFitsInSteps
{
    private readonly SemanticFeatures _features;
    private readonly Func<OneVersusRestEstimator> _createTrainer;
    private readonly Lazy<OneVersusRestEstimator> _trainer;   // made at the first fit: every further one learns the same
    private readonly IProgress<StepProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    public SemanticTaggerEstimator(
        SemanticFeatures features,
        Func<IProgress<StepProgress>?, OneVersusRestEstimator> createTrainer,
        IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var told = progress is null ? null : new InlineProgress<StepProgress>(p
            => progress.Report(p with { Step = SemanticTextSteps.TrainingLabels }));
        (_features, _progress, _cancellationToken) = (features, progress, cancellationToken);
        (_createTrainer, _trainer) = (() => createTrainer(null), new(() => createTrainer(told)));
    }

    /// <summary>Learns features and labels.</summary>
    /// <param name="input">The labelled rows; read once.</param>
    /// <returns>The model; its <see cref="TransformerChain{TLastTransformer}.LastTransformer"/> has the labels and their
    /// thresholds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidDataException">There are no rows or no labels.</exception>
    /// <exception cref="OperationCanceledException">The token given to the estimator was cancelled.</exception>
    public TransformerChain<OneVersusRestTransformer> Fit(IDataView input) => Fit(input, (_, work) => work());

    ITransformer IFitsInSteps.Fit(IDataView input, Action<string, Action> step) => Fit(input, step);

    /// <summary>The shape of the schema after this estimator.</summary>
    /// <param name="inputSchema">The shape before.</param>
    /// <returns>The shape with the columns <c>Features</c>, <c>Scores</c>, <c>Probabilities</c> and <c>PredictedLabels</c> added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The label or the text column is missing.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => _createTrainer().GetOutputSchema(_features.GetOutputSchema(inputSchema));

    private TransformerChain<OneVersusRestTransformer> Fit(IDataView input, Action<string, Action> step)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Cancellation.Run(() => Learn(input, step), _cancellationToken);
    }

    private TransformerChain<OneVersusRestTransformer> Learn(IDataView input, Action<string, Action> step)
    {
        var (stages, examples, unlabeled) = _features.Fit(input, forLabels: true, _progress, step, _cancellationToken);
        _progress?.Report(new(SemanticTextSteps.TrainingLabels, 0, 0));
        OneVersusRestTransformer? labels = null;
        step("OneVersusRest", () => labels = unlabeled is null
            ? _trainer.Value.Fit(examples)
            : _trainer.Value.Fit(examples, unlabeled));
        return new([.. stages, labels!]);
    }
}
