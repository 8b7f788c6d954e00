using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>One method at one budget of labelled rows.</summary>
/// <param name="Budget">The number of labelled rows.</param>
/// <param name="Method">How text became features.</param>
/// <param name="Features">From text to features.</param>
/// <param name="Labels">From features to labels.</param>
/// <param name="Metrics">What it reached on the test rows.</param>
/// <param name="Seconds">The time to train it, vocabulary and matrix left out.</param>
internal sealed record DemoResult(int Budget, Method Method, ITransformer Features, OneVersusRestTransformer Labels, MultiLabelMetrics Metrics, double Seconds)
{
    /// <summary>From text to labels.</summary>
    public ITransformer Model => Features.Append(Labels);
}
