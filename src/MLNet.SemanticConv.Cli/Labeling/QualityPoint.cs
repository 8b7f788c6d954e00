namespace MLNet.SemanticConv.Cli;

/// <summary>How well the tags of held-out texts were told after some answers.</summary>
/// <param name="Answers">The number of answers that were learnt from.</param>
/// <param name="Texts">The number of texts that it was measured on.</param>
/// <param name="MicroF1">The F1 over all pairs of text and label.</param>
/// <param name="Low">The lower end of its bootstrap interval of 95 %.</param>
/// <param name="High">The upper end.</param>
internal sealed record QualityPoint(int Answers, int Texts, double MicroF1, double Low, double High);
