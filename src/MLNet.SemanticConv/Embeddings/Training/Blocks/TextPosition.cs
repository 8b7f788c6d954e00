namespace MLNet.SemanticConv;

/// <summary>How much of an epoch lies before a place in the corpus.</summary>
internal readonly record struct TextPosition(long Sentences, long Words);
