namespace MLNet.SemanticConv;

/// <summary>A convolution that was tried on held-out rows, label by label.</summary>
/// <param name="Candidate">The convolution.</param>
/// <param name="Mean">What was beside each convolved row, or null.</param>
/// <param name="Trial">What is reported.</param>
/// <param name="Precisions">The average precision of each label.</param>
/// <param name="OverFirst">How much better it is than the first candidate.</param>
internal sealed record JudgedCandidate(
    ConvolutionCandidate Candidate, VectorAverager? Mean, ConvolutionTrial Trial, double[] Precisions, PairedGain OverFirst)
{
    /// <summary>How much better it is than another.</summary>
    public PairedGain Over(JudgedCandidate other) => PairedGain.Of(Precisions, other.Precisions);
}
