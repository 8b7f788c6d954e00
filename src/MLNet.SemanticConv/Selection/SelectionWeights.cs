namespace MLNet.SemanticConv;

/// <summary>What counts in a choice, and how much.</summary>
/// <param name="RandomShare">The share of texts that are drawn at random.</param>
/// <param name="Rarity">How much the examples that a label has count against its calls.</param>
/// <param name="Density">How much likeness to texts in general counts for a text.</param>
/// <param name="Diversity">How much likeness to a text that was chosen counts against it.</param>
internal readonly record struct SelectionWeights(double RandomShare, double Rarity, double Density, double Diversity)
{
    public static SelectionWeights Of(LabelingOptions options) => options.Strategy switch
    {
        LabelingStrategy.Balanced => new(options.RandomShare, Rarity: 0.5, Density: 0.25, Diversity: 1),
        LabelingStrategy.Uncertainty => default,
        _ => default(SelectionWeights) with { RandomShare = 1 },
    };
}
