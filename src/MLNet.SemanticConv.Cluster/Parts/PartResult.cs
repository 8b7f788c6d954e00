namespace MLNet.SemanticConv.Cluster;

/// <summary>What came of a part.</summary>
/// <param name="Texts">How many texts are tagged.</param>
/// <param name="Failures">Lines that held none.</param>
/// <param name="Error">Why the part could not be tagged, or null.</param>
[GenerateSerializer, Immutable]
internal sealed record PartResult(
    [property: Id(0)] long Texts, [property: Id(1)] IReadOnlyList<BadText> Failures, [property: Id(2)] string? Error = null);
