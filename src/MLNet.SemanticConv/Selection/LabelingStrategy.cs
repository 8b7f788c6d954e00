namespace MLNet.SemanticConv;

/// <summary>How texts are chosen for labelling.</summary>
public enum LabelingStrategy
{
    /// <summary>
    /// Close calls, those of labels with few examples first, among texts that are like many others but unlike those already labelled.
    /// Compared with texts drawn at random, it saved a third to two fifths of the labelled rows on Reuters and on the documentation of
    /// .NET, and hardly any on reviews.
    /// </summary>
    Balanced,

    /// <summary>The closest calls, whatever their label (Lewis and Gale 1994): best for the frequent labels.</summary>
    Uncertainty,

    /// <summary>Drawn at random: to compare with, and to measure with, since no other choice is a fair sample of the texts.</summary>
    Random,
}
