using Microsoft.Extensions.Logging;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Tags files part by part. A step is a part, by its number.</summary>
internal sealed class TaggingJobGrain(
    [PersistentState("tagging", JobStorage.Name)] IPersistentState<TaggingJobRecord> store,
    ISharedStorage storage,
    WorkerServices workers,
    IClusterMembershipService membership,
    ILogger<TaggingJobGrain> logger)
    : JobGrain<TaggingWork, TaggingJobRecord, int>(store, storage, workers, membership, logger), ITaggingJobGrain
{
    private readonly Queue<int> _waiting = [];

    protected override bool IsDone => Job.Results.TrueForAll(result => result is not null);

    private long Failures => Job.Results.Sum(result => (long)(result?.Failures.Count ?? 0));

    protected override async Task<TaggingJobRecord> PlanAsync(TaggingWork work)
    {
        List<TextPart> parts = await Task.Run(() => PartPlan.Of(work.Job, Storage));
        return new() { Parts = parts, Results = [.. parts.Select(_ => (PartResult?)null)] };
    }

    protected override void Begin()
    {
        for (int part = 0; part < Job.Results.Count; part++)
            if (Job.Results[part] is null) _waiting.Enqueue(part);
    }

    protected override bool TryTake(out int step) => _waiting.TryDequeue(out step);

    protected override string NameOf(int step) => $"Part {step} of {Job.Parts[step].Path}";

    protected override void GiveBack(int step) => _waiting.Enqueue(step);

    protected override async Task<string?> DoAsync(IWorkerService silo, int step, CancellationToken stop)
    {
        PartResult result = await silo.TagAsync(Work, Job.Parts[step], stop);
        stop.ThrowIfCancellationRequested();
        if (result.Error is not null) return result.Error;
        Job.Results[step] = result;
        if (Failures > Work.Job.MaximumFailures) Job.Error = TooManyFailures();
        return null;
    }

    protected override Action OutputWriter()
    {
        var (work, parts, results) = (Work, Job.Parts, Job.Results.OfType<PartResult>().ToList());
        return () => new PartJoiner(Storage).Join(work, parts, results);
    }

    protected override JobStatus Status()
    {
        int done = Job.Results.Count(result => result is not null);
        return new TaggingStatus
        {
            Output = Job.Work?.Output ?? "",
            Share = Job.Parts.Count == 0 ? 0 : (double)done / Job.Parts.Count,
            Parts = Job.Parts.Count,
            PartsDone = done,
            Texts = Job.Results.Sum(result => result?.Texts ?? 0),
            Failures = Failures,
        };
    }

    private string TooManyFailures()
    {
        int first = Job.Results.FindIndex(result => result is { Failures.Count: > 0 });
        return $"More than {Work.Job.MaximumFailures} lines hold no text. The first of a part of {Job.Parts[first].Path} "
            + $"{Job.Results[first]!.Failures[0].Problem}";
    }
}
