using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Trains word vectors step by step.</summary>
internal sealed class WordVectorsJobGrain(
    [PersistentState("vectors", JobStorage.Name)] IPersistentState<WordVectorsJobRecord> store,
    ISharedStorage storage,
    WorkerServices workers,
    IClusterMembershipService membership,
    ILogger<WordVectorsJobGrain> logger)
    : JobGrain<WordVectorsWork, WordVectorsJobRecord, TrainingStep>(store, storage, workers, membership, logger), IWordVectorsJobGrain
{
    private readonly List<string> _unneeded = [];
    private DistributedSchedule? _schedule;

    protected override bool IsDone => _schedule!.IsDone;

    private DistributedState Progress => _schedule?.State ?? JsonSerializer.Deserialize<DistributedState>(Job.Progress)!;

    // what an earlier run has done is used, as long as its files are there
    protected override Task<WordVectorsJobRecord> PlanAsync(WordVectorsWork work)
        => Task.FromResult<WordVectorsJobRecord>(
            new() { Progress = Job.State is JobState.Failed or JobState.Cancelled ? Job.Progress : "{}" });

    protected override void Begin() => _schedule = ScheduleOf(Work);

    protected override bool TryTake([NotNullWhen(true)] out TrainingStep? step) => (step = _schedule!.Next()) is not null;

    protected override string NameOf(TrainingStep step) => step.Output;

    protected override void GiveBack(TrainingStep step) => _schedule!.Lost(step);

    protected override async Task<string?> DoAsync(IWorkerService silo, TrainingStep step, CancellationToken stop)
    {
        StepOutcome outcome = await silo.TrainAsync(Work, JsonSerializer.Serialize(step), stop);
        stop.ThrowIfCancellationRequested();
        if (outcome.Error is null) _unneeded.AddRange(_schedule!.Done(step, outcome.Result));
        return outcome.Error;
    }

    protected override async Task KeepAsync()
    {
        string[] unneeded = [.. _unneeded];
        _unneeded.Clear();
        Job.Progress = JsonSerializer.Serialize(Progress);
        try
        {
            await base.KeepAsync();
        }
        catch
        {
            _unneeded.AddRange(unneeded);
            throw;
        }
        TrainingFiles files = new(Storage, Work.Folder);
        await Task.Run(() => Array.ForEach(unneeded, files.Delete));
    }

    protected override Action OutputWriter()
    {
        WordVectorsWork work = Work;
        return () => VectorsOutput.Write(work, Storage);
    }

    protected override JobStatus Status() => new WordVectorsStatus
    {
        Output = Job.Work?.Output ?? "",
        Share = Job.Work is { } work ? ScheduleOf(work).Share : 0,
        Words = Progress.Vocabulary?.Words ?? 0,
    };

    private DistributedSchedule ScheduleOf(WordVectorsWork work) => _schedule ?? new(work.Options, work.Parts.Count, Progress);
}
