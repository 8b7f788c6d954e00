namespace MLNet.SemanticConv;

/// <summary>How far a choice of texts is.</summary>
/// <param name="TextsScored">The texts scored so far.</param>
/// <param name="TextsTotal">All of them; null where the data do not tell.</param>
public readonly record struct LabelingProgress(long TextsScored, long? TextsTotal);
