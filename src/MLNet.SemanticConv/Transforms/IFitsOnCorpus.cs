using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>An estimator that fits another one on data of its own, so that the two can be looked at apart.</summary>
/// <remarks>
/// MLNet.PipelineProfiler finds an interface of this name in whichever assembly it is declared, so neither package depends on the other:
/// keep the name
/// and both members.
/// </remarks>
internal interface IFitsOnCorpus
{
    IEstimator<ITransformer> Estimator { get; }

    /// <summary>Fits as the estimator does, but by the given function, and keeps the result in the same way.</summary>
    ITransformer Fit(Func<IDataView, ITransformer> fit);
}
