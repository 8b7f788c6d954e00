using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>
/// An estimator that learns from a corpus of its own, whatever data the pipeline around it is fitted on: the vocabulary, the document
/// frequencies and the correlation matrix can so come from all text, labelled or not, while the trainer sees the labelled rows alone.
/// </summary>
/// <typeparam name="TTransformer">What the wrapped estimator fits.</typeparam>
internal sealed class FittedOnEstimator<TTransformer> : IEstimator<TTransformer>, IFitsOnCorpus where TTransformer : class, ITransformer
{
    private readonly IEstimator<TTransformer> _estimator;
    private readonly Lock _lock = new();
    private readonly IDataView _corpus;
    private TTransformer? _fitted;

    public FittedOnEstimator(IEstimator<TTransformer> estimator, IDataView corpus) => (_estimator, _corpus) = (estimator, corpus);

    /// <summary>Fits the wrapped estimator on the corpus, unless that was done before.</summary>
    /// <param name="input">Not read: it is what the rest of the pipeline is fitted on.</param>
    /// <returns>The transformer that was fitted on the corpus.</returns>
    public TTransformer Fit(IDataView input) => Fit(_estimator.Fit);

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _estimator.GetOutputSchema(inputSchema);

    IEstimator<ITransformer> IFitsOnCorpus.Estimator => _estimator;

    ITransformer IFitsOnCorpus.Fit(Func<IDataView, ITransformer> fit) => Fit(corpus => (TTransformer)fit(corpus));

    private TTransformer Fit(Func<IDataView, TTransformer> fit)
    {
        lock (_lock)
            return _fitted ??= fit(_corpus);
    }
}
