namespace MLNet.SemanticConv;

/// <summary>A word and how similar it is to the one that was asked about.</summary>
/// <param name="Word">The neighbour.</param>
/// <param name="Similarity">The similarity, from −1 to 1 where it is a cosine.</param>
public readonly record struct Neighbor(string Word, float Similarity);
