namespace MLNet.SemanticConv;

/// <summary>What a model says of a text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Labels">The labels it is given, the most probable first.</param>
/// <param name="Best">The five most probable labels, given or not.</param>
public sealed record Tagging(string Text, IReadOnlyList<ScoredLabel> Labels, IReadOnlyList<ScoredLabel> Best);
