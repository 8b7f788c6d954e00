using Microsoft.ML;

namespace MLNet.SemanticConv.Internal;

/// <summary>An estimator that fits another one on data of its own, so that the two can be looked at apart.</summary>
internal interface IFitsOnCorpus
{
    IEstimator<ITransformer> Estimator { get; }

    /// <summary>Fits as the estimator does, but by the given function, and keeps the result in the same way.</summary>
    ITransformer Fit(Func<IDataView, ITransformer> fit);
}
