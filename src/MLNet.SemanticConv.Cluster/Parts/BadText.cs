namespace MLNet.SemanticConv.Cluster;

/// <summary>A line or row that held no text.</summary>
/// <param name="Number">The number of the line within its part, from 1.</param>
/// <param name="Problem">What is wrong.</param>
[GenerateSerializer, Immutable]
internal sealed record BadText([property: Id(0)] long Number, [property: Id(1)] string Problem);
