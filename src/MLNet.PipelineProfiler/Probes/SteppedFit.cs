using Microsoft.ML;

namespace MLNet.PipelineProfiler;

/// <summary>
/// An estimator that tells the steps of its fit apart, as SemanticTagger of MLNet.SemanticConv does. It is recognised by an interface
/// <c>IFitsInSteps</c> in whichever assembly it is declared, with the method
/// <c>ITransformer Fit(IDataView input, Action&lt;string, Action&gt; step)</c>, which does each step by calling <c>step</c> with its name
/// and the work.
/// </summary>
internal static class SteppedFit
{
    private const string InterfaceName = "IFitsInSteps";

    /// <summary>The fit by steps that an estimator offers, or null where it offers none.</summary>
    public static Func<IDataView, Action<string, Action>, ITransformer>? Of(IEstimator<ITransformer> estimator)
    {
        var seam = estimator.GetType().GetInterfaces().FirstOrDefault(type => type.Name == InterfaceName);
        return seam?.GetMethod("Fit", [typeof(IDataView), typeof(Action<string, Action>)]) is { } fit
            && fit.ReturnType == typeof(ITransformer)
            ? fit.CreateDelegate<Func<IDataView, Action<string, Action>, ITransformer>>(estimator)
            : null;
    }
}
