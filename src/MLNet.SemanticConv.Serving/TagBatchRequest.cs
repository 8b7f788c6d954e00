namespace MLNet.SemanticConv.Serving;

/// <summary>Texts to tag.</summary>
/// <param name="Texts">The texts.</param>
internal sealed record TagBatchRequest(IReadOnlyList<string> Texts);
