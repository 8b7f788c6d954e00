namespace MLNet.SemanticConv;

/// <summary>What a word of the text adds to a label's score by counting as one feature: as itself, or as a neighbour.</summary>
/// <param name="Feature">The feature: a slot of the bag of words, or "(meaning)" for the word's vector where the model reads mean
/// vectors.</param>
/// <param name="Correlation">How much of the word counts as the feature: its entry in C for a neighbour, 1 + its own entry for
/// itself.</param>
/// <param name="Value">The word's share of the feature's value, as the model sees it: weighted, convolved and normalised.</param>
/// <param name="Weight">The weight that the label's linear model gives the feature.</param>
public sealed record FeatureContribution(string Feature, float Correlation, float Value, float Weight)
{
    /// <summary>What is added to the score: value × weight.</summary>
    public double Score => (double)Value * Weight;
}
