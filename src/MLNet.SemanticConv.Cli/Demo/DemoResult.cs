using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary>One method at one budget of labelled rows.</summary>
/// <param name="Budget">The number of labelled rows.</param>
/// <param name="Method">How text became features.</param>
/// <param name="Model">From text to labels.</param>
/// <param name="Metrics">What it reached on the test rows.</param>
/// <param name="Seconds">The time to train it, word vectors left out.</param>
internal sealed record DemoResult(
    int Budget, Method Method, TransformerChain<OneVersusRestTransformer> Model, MultiLabelMetrics Metrics, double Seconds)
{
    /// <summary>The labels in the order of their slots.</summary>
    public IReadOnlyList<string> Labels => Model.LastTransformer.Labels;
}
