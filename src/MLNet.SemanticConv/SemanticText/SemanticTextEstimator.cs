using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Makes features of text by the default method, for any trainer.</summary>
internal sealed class SemanticTextEstimator : IEstimator<TransformerChain<ITransformer>>, IFitsInSteps
{
    private readonly SemanticFeatures _features;
    private readonly IProgress<StepProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    public SemanticTextEstimator(SemanticFeatures features, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
        => (_features, _progress, _cancellationToken) = (features, progress, cancellationToken);

    /// <summary>Learns the features.</summary>
    /// <param name="input">The labelled rows; read once.</param>
    /// <returns>From text to features.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidDataException">There are no rows or no labels.</exception>
    /// <exception cref="OperationCanceledException">The token given to the estimator was cancelled.</exception>
    public TransformerChain<ITransformer> Fit(IDataView input) => Fit(input, (_, work) => work());

    ITransformer IFitsInSteps.Fit(IDataView input, Action<string, Action> step) => Fit(input, step);

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _features.GetOutputSchema(inputSchema);

    private TransformerChain<ITransformer> Fit(IDataView input, Action<string, Action> step)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Cancellation.Run<TransformerChain<ITransformer>>(
            () => new(_features.Fit(input, forLabels: false, _progress, step, _cancellationToken).Stages), _cancellationToken);
    }
}
