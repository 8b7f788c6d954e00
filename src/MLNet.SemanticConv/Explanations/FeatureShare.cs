namespace MLNet.SemanticConv;

/// <summary>A word's share of one slot of a row.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Feature">Its name.</param>
/// <param name="Word">The word of the text that the share comes from.</param>
/// <param name="Correlation">How much of the word counts for the slot.</param>
/// <param name="Amount">The share: those of a slot sum to its value.</param>
internal readonly record struct FeatureShare(int Slot, string Feature, string Word, double Correlation, double Amount);
