namespace MLNet.SemanticConv;

/// <summary>A labelled row with what a model says of it that has not seen it.</summary>
/// <param name="Row">The number of the row.</param>
/// <param name="Given">The labels that it has.</param>
/// <param name="Labels">The labels that the model knows.</param>
/// <param name="Probabilities">The probability of each.</param>
internal readonly record struct HeldOutRow(long Row, string[] Given, string[] Labels, float[] Probabilities);
