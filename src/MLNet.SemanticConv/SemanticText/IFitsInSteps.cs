using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>An estimator whose fit has steps that can be looked at apart.</summary>
/// <remarks>
/// MLNet.PipelineProfiler finds an interface of this name in whichever assembly it is declared, so neither package depends on the other:
/// keep the name and the method.
/// </remarks>
internal interface IFitsInSteps
{
    /// <summary>Fits as the estimator does.</summary>
    /// <param name="input">What to fit on.</param>
    /// <param name="step">Called for each step with its name and its work, which it must do at once, on the same thread.</param>
    ITransformer Fit(IDataView input, Action<string, Action> step);
}
