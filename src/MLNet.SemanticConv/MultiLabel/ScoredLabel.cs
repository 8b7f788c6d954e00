namespace MLNet.SemanticConv;

/// <summary>A label with the model's raw score and its calibrated probability.</summary>
/// <param name="Label">The label.</param>
/// <param name="Score">The raw score.</param>
/// <param name="Probability">The probability, from 0 to 1.</param>
public sealed record ScoredLabel(string Label, float Score, float Probability);
