namespace MLNet.SemanticConv;

/// <summary>A text with its K scores.</summary>
/// <param name="Row">The number of its row.</param>
/// <param name="Text">The text.</param>
/// <param name="Scores">The scores.</param>
internal readonly record struct ScoredText(long Row, ReadOnlyMemory<char> Text, float[] Scores);
