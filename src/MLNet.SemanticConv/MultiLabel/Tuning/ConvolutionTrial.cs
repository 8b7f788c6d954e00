namespace MLNet.SemanticConv;

/// <summary>One setting of the convolution, judged by cross-validation.</summary>
/// <param name="Options">The setting; a strength of 0 is no convolution.</param>
/// <param name="MeanAveragePrecision">The mean of the average precision over the labels that two rows or more have, on held-out
/// rows.</param>
/// <param name="Gain">By how much that exceeds the mean of the first candidate.</param>
/// <param name="StandardError">The standard error of the gain over the labels.</param>
public sealed record ConvolutionTrial(CorrelationOptions Options, double MeanAveragePrecision, double Gain, double StandardError)
{
    /// <summary>What was tried, for people: "word2vec × 0.5 + encoder × 0.5", or "no convolution".</summary>
    public string Choice { get; init; } = "";
}
