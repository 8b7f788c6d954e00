namespace MLNet.SemanticConv.Serving;

/// <summary>What the model says of texts.</summary>
/// <param name="Results">One for each text, in their order.</param>
internal sealed record TagBatchResponse(IReadOnlyList<Tagging> Results);
