using System.Text.Json;

namespace MLNet.SemanticConv.Cluster;

/// <summary>What a silo needs to know of a job to do its steps.</summary>
/// <param name="Output">The file of vectors.</param>
/// <param name="Parts">The parts of the text.</param>
/// <param name="Field">See <see cref="WordVectorsJob.Field"/>.</param>
/// <param name="NullIsEmpty">See <see cref="WordVectorsJob.NullIsEmpty"/>.</param>
/// <param name="SplitAtSpaces">See <see cref="WordVectorsJob.SplitAtSpaces"/>.</param>
/// <param name="OptionsJson">The settings.</param>
[GenerateSerializer, Immutable]
internal sealed record WordVectorsWork(
    [property: Id(0)] string Output,
    [property: Id(1)] IReadOnlyList<TextPart> Parts,
    [property: Id(2)] string Field,
    [property: Id(3)] bool NullIsEmpty,
    [property: Id(4)] bool SplitAtSpaces,
    [property: Id(5)] string OptionsJson) : IJobWork
{
    /// <summary>Tells a job by all that its vectors depend on.</summary>
    public string Id => Hash.Of([
        Output, Field, $"{NullIsEmpty}", $"{SplitAtSpaces}", OptionsJson,
        .. Parts.Select(part => $"{part.Path} {part.Stamp} {part.Start} {part.End}")]);

    /// <summary>Where files wait until the vectors are there.</summary>
    public string Folder => Path.Combine(Leftovers, Id);

    public string Leftovers => $"{Output}.training";

    public Word2VecOptions Options => JsonSerializer.Deserialize<Word2VecOptions>(OptionsJson)!;
}
