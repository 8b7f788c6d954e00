namespace MLNet.SemanticConv;

/// <summary>A word and one of its window as rows of their parts: the context's in an input part, the middle word's in an output
/// part.</summary>
internal readonly record struct RowPair(int Input, int Output);
