namespace MLNet.SemanticConv.Cluster;

/// <summary>What a silo needs to know of a job to tag its parts.</summary>
/// <param name="Job">The job; its paths are absolute.</param>
/// <param name="ModelHash">The SHA-256 of the model, which a copy in the folder has as its name.</param>
[GenerateSerializer, Immutable]
internal sealed record TaggingWork([property: Id(0)] TaggingJob Job, [property: Id(1)] string ModelHash) : IJobWork
{
    public string Output => Job.Output;

    /// <summary>Where parts wait until all are there.</summary>
    public string Leftovers => $"{Job.Output}.parts";

    public string ModelPath => Path.Combine(Leftovers, $"{ModelHash}.zip");

    public string JoinedPath => Path.Combine(Leftovers, "joined");

    public string FailuresPath => $"{Job.Output}.failed";

    /// <summary>Tells a part of a job by all that its lines depend on.</summary>
    public string IdOf(TextPart part) => Hash.Of(
        part.Path, part.Stamp, $"{part.Start}", $"{part.End}", ModelHash, Job.TextColumnName ?? "", Job.Field, $"{Job.NullIsEmpty}",
        Path.GetExtension(Job.Output));

    public string PathOf(TextPart part) => Path.Combine(Leftovers, $"{IdOf(part)}.lines");
}
