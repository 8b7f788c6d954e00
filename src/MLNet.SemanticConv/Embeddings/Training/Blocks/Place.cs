namespace MLNet.SemanticConv;

/// <summary>Where a word's vectors are: the row of a part, in both matrices alike.</summary>
internal readonly record struct Place(int Part, int Row);
