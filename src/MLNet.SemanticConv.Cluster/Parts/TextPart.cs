using MLNet.Shared;

namespace MLNet.SemanticConv.Cluster;

/// <summary>A part of a file: what one call tags.</summary>
/// <param name="Path">The file.</param>
/// <param name="Stamp">What the file held when the parts were planned.</param>
/// <param name="Start">See <see cref="FilePart"/>.</param>
/// <param name="End">See <see cref="FilePart"/>.</param>
[GenerateSerializer, Immutable]
internal sealed record TextPart(
    [property: Id(0)] string Path, [property: Id(1)] string Stamp, [property: Id(2)] long Start, [property: Id(3)] long End)
{
    public FilePart Range => new(Start, End);
}
