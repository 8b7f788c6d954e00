namespace MLNet.SemanticConv;

/// <summary>What a word of the text adds to a label's score.</summary>
/// <param name="Word">The word, as the bag of words spells it.</param>
/// <param name="Features">The features that it counts as, itself or neighbours, the largest contributions first.</param>
public sealed record WordExplanation(string Word, IReadOnlyList<FeatureContribution> Features)
{
    /// <summary>What is added to the score in all; below 0 it speaks against the label.</summary>
    public double Score => Features.Sum(feature => feature.Score);

    internal IEnumerable<FeatureContribution> Neighbors => Features.Where(feature => feature.Feature != Word);
}
