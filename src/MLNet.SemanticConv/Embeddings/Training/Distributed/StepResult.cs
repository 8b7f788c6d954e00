namespace MLNet.SemanticConv;

/// <summary>What those who hand out steps need to know of one that is done.</summary>
/// <param name="Words">Of a vocabulary or a part of the text: all its words, those without a vector too.</param>
/// <param name="Sentences">Of a part of the text: its sentences that have a word of the vocabulary.</param>
/// <param name="Parts">Of a vocabulary: how many parts its words are dealt out to.</param>
internal readonly record struct StepResult(long Words = 0, long Sentences = 0, int Parts = 0);
