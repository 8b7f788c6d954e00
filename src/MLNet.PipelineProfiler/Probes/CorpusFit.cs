using Microsoft.ML;

namespace MLNet.PipelineProfiler;

/// <summary>
/// An estimator that fits another one on data of its own, as FittedOn of MLNet.SemanticConv does. It is recognised by an interface
/// <c>IFitsOnCorpus</c> in whichever assembly it is declared, with the property <c>IEstimator&lt;ITransformer&gt; Estimator</c> and the
/// method <c>ITransformer Fit(Func&lt;IDataView, ITransformer&gt; fit)</c>, so that no package has to refer to this one to be looked into.
/// </summary>
/// <param name="Estimator">What is fitted.</param>
/// <param name="Fit">Fits by the given function, which gets the data.</param>
internal sealed record CorpusFit(IEstimator<ITransformer> Estimator, Func<Func<IDataView, ITransformer>, ITransformer> Fit)
{
    private const string InterfaceName = "IFitsOnCorpus";

    /// <summary>What an estimator shows by the interface, or null where it has none.</summary>
    public static CorpusFit? Of(IEstimator<ITransformer> estimator)
    {
        var seam = estimator.GetType().GetInterfaces().FirstOrDefault(type => type.Name == InterfaceName);
        return seam?.GetProperty(nameof(Estimator))?.GetValue(estimator) is IEstimator<ITransformer> inner
            && seam.GetMethod(nameof(Fit), [typeof(Func<IDataView, ITransformer>)]) is { } fit && fit.ReturnType == typeof(ITransformer)
                ? new(inner, fit.CreateDelegate<Func<Func<IDataView, ITransformer>, ITransformer>>(estimator))
                : null;
    }
}
