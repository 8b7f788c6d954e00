namespace MLNet.SemanticConv;

/// <summary>Scores of one row by all linear models.</summary>
/// <param name="indices">Rising indices, or nothing where <paramref name="values"/> is dense.</param>
/// <param name="values">The values of the row.</param>
/// <param name="scores">Receives a score of each model.</param>
internal delegate void LinearScoring(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> scores);
