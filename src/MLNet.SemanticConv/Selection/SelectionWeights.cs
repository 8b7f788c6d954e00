namespace MLNet.SemanticConv;

/// <summary>What counts in a choice, and how much.</summary>
/// <param name="RandomShare">The share of texts that are drawn at random.</param>
/// <param name="Rarity">How much the examples that a label has count against its calls.</param>
/// <param name="Representation">The weight of how well a text represents others, see <see cref="TransductiveDesign"/>.</param>
internal readonly record struct SelectionWeights(double RandomShare, double Rarity, double Representation)
{
    public static SelectionWeights Of(LabelingOptions options) => options.Strategy switch
    {
        LabelingStrategy.Balanced => new(options.RandomShare, Rarity: 0.5, Representation: 4),
        LabelingStrategy.Uncertainty => default,
        _ => default(SelectionWeights) with { RandomShare = 1 },
    };
}
