namespace MLNet.SemanticConv;

/// <summary>The words among which the neighbours of a slot are sought.</summary>
public enum NeighborScope
{
    /// <summary>
    /// All words of the model. A neighbour that is not a slot takes one of the <see cref="CorrelationOptions.TopN"/> places and is then
    /// dropped: what gensim's <c>most_similar</c> gives, followed by a lookup in the vocabulary.
    /// </summary>
    Model,

    /// <summary>The slots only: every place goes to a word that the bag counts.</summary>
    Vocabulary,
}
