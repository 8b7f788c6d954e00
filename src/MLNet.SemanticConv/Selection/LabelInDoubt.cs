namespace MLNet.SemanticConv;

/// <summary>A label that a model would learn about if a text were tagged.</summary>
/// <param name="Label">The label.</param>
/// <param name="Probability">The model's probability that the text has it.</param>
/// <param name="TrainingSupport">How many rows with the label the model has learnt from.</param>
/// <param name="Words">
/// The words of the text that speak for the label, the weightiest first, at most five; none where the label's model is not linear.
/// </param>
public sealed record LabelInDoubt(string Label, float Probability, int TrainingSupport, IReadOnlyList<string> Words);
