using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace MLNet.SemanticConv.Cluster;

/// <summary>A job. Every second it gives each silo of the cluster that has a thread to spare a part to tag, and keeps what came of them;
/// where its own silo dies, Orleans lets it go on elsewhere from what it kept.</summary>
internal sealed partial class TaggingJobGrain(
    [PersistentState("job", TaggingJobState.Storage)] IPersistentState<TaggingJobState> store,
    ISharedStorage storage,
    TaggingServices services,
    IClusterMembershipService membership,
    ILogger<TaggingJobGrain> logger) : Grain, ITaggingJobGrain, IRemindable, IDisposable
{
    private const string Reminder = "go on";
    private const int JoinTries = 3;

    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1), s_reminding = TimeSpan.FromMinutes(1);

    private readonly Dictionary<SiloAddress, int> _threads = [], _busy = [];
    private readonly CancellationTokenSource _stop = new();
    private PartQueue _parts = new([]);
    private bool _isChanged, _isCancelled;
    private int _failedJoins;
    private IGrainTimer? _timer;

    private TaggingJobState Job => store.State;

    private bool IsRunning => Job.State is TaggingState.Tagging or TaggingState.Joining;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (IsRunning) Run();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _stop.Cancel();
        return Task.CompletedTask;
    }

    public async Task StartAsync(TaggingWork work)
    {
        if (IsRunning) return;
        if (Job.State == TaggingState.Completed && storage.Stamp(work.Job.Output) == Job.OutputStamp)
        {
            storage.Delete(work.Folder);
            return;
        }
        List<TextPart> parts = await Task.Run(() => PartPlan.Of(work.Job, storage));
        TaggingJobState before = store.State;
        store.State = new()
        {
            Work = work,
            State = TaggingState.Tagging,
            Parts = parts,
            Results = [.. parts.Select(_ => (PartResult?)null)]
        };
        try
        {
            await this.RegisterOrUpdateReminder(Reminder, s_reminding, s_reminding);
            await GrainFactory.GetGrain<ITaggingJobsGrain>(0).AddAsync(this.GetPrimaryKeyString());
            await store.WriteStateAsync();
        }
        catch
        {
            store.State = before;
            throw;
        }
        Run();
    }

    public Task<TaggingStatus> GetStatusAsync() => Task.FromResult(new TaggingStatus
    {
        Output = Job.Work?.Job.Output ?? "",
        State = Job.State,
        Parts = Job.Parts.Count,
        PartsDone = Job.Results.Count(result => result is not null),
        Texts = Job.Results.Sum(result => result?.Texts ?? 0),
        Failures = Failures,
        Silos = _busy.Count(silo => silo.Value > 0),
        Error = Job.Error,
    });

    public Task CancelAsync()
    {
        _isCancelled = true;
        return IsRunning ? EndAsync(TaggingState.Cancelled) : Task.CompletedTask;
    }

    // a job that is not at its end runs, once this grain is active
    public Task ReceiveReminder(string reminderName, TickStatus status) => IsRunning ? Task.CompletedTask : TidyAsync();

    public void Dispose() => _stop.Dispose();

    private long Failures => Job.Results.Sum(result => (long)(result?.Failures.Count ?? 0));

    private void Run()
    {
        _parts = new(Job.Results);
        // interleaved, so that a status can be asked for meanwhile
        _timer = this.RegisterGrainTimer(TickAsync,
            new() { DueTime = TimeSpan.Zero, Period = s_tick, Interleave = true, KeepAlive = true });
    }

    private async Task TickAsync()
    {
        try
        {
            if (!IsRunning) return;
            if (_isCancelled)
            {
                await EndAsync(TaggingState.Cancelled);
            }
            else if (Job.Error is not null)
            {
                await EndAsync(TaggingState.Failed);
            }
            else if (Job.Results.TrueForAll(result => result is not null))
            {
                await JoinAsync();
            }
            else
            {
                foreach (SiloAddress silo in ActiveSilos()) await EmployAsync(silo);
                await KeepAsync();
            }
        }
        catch (InconsistentStateException)
        {
            // the job goes on elsewhere, or this very grain does not know whether it kept something: it begins anew from what is kept
            DeactivateOnIdle();
        }
        catch (Exception exception)
        {
            // the database or the share may be away: what was to be kept is still known, and the next tick comes
            LogTickFailed(exception, this.GetPrimaryKeyString());
        }
    }

    private IEnumerable<SiloAddress> ActiveSilos()
        => membership.CurrentSnapshot.Members.Values.Where(silo => silo.Status == SiloStatus.Active).Select(silo => silo.SiloAddress);

    private async Task EmployAsync(SiloAddress silo)
    {
        if (!_threads.TryGetValue(silo, out int threads))
        {
            try
            {
                _threads[silo] = threads = await services.On(silo).GetThreadsAsync();
            }
            catch (Exception exception)
            {
                LogSiloSilent(exception, silo);
                return;
            }
        }
        for (int busy = _busy.GetValueOrDefault(silo); busy < threads; busy++) TagAsync(silo).Ignore();
    }

    // one thread of one silo, as long as there is a part for it
    private async Task TagAsync(SiloAddress silo)
    {
        CancellationToken stop = _stop.Token;
        _busy[silo] = _busy.GetValueOrDefault(silo) + 1;
        try
        {
            while (!stop.IsCancellationRequested && Job.Error is null && _parts.TryTake(out int part))
                if (!await TryTagAsync(silo, part, stop)) break;
        }
        finally
        {
            _busy[silo]--;
        }
    }

    private async Task<bool> TryTagAsync(SiloAddress silo, int part, CancellationToken stop)
    {
        PartResult result;
        try
        {
            result = await services.On(silo).TagAsync(Job.Work!, Job.Parts[part], stop);
        }
        catch (Exception exception)
        {
            // what Orleans throws means that the silo is gone, or going
            if (!stop.IsCancellationRequested) LogSiloLost(exception, silo, part);
            _parts.Return(part);
            return false;
        }
        if (stop.IsCancellationRequested) return false;
        if (result.Error is not null)
        {
            LogPartFailed(part, silo, result.Error);
            if (!_parts.TryAgain(part)) Job.Error = result.Error;
            return false;
        }
        Job.Results[part] = result;
        _isChanged = true;
        if (Failures > Job.Work!.Job.MaximumFailures) Job.Error = TooManyFailures();
        if (Job.Results.TrueForAll(done => done is not null)) _timer?.Change(TimeSpan.Zero, s_tick);
        return true;
    }

    private string TooManyFailures()
    {
        int first = Job.Results.FindIndex(result => result is { Failures.Count: > 0 });
        return $"More than {Job.Work!.Job.MaximumFailures} lines hold no text. The first of a part of {Job.Parts[first].Path} "
            + $"{Job.Results[first]!.Failures[0].Problem}";
    }

    private async Task KeepAsync()
    {
        if (!_isChanged) return;
        _isChanged = false;
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            _isChanged = true;
            throw;
        }
    }

    private async Task JoinAsync()
    {
        TaggingWork work = Job.Work!;
        if (Job.State == TaggingState.Tagging)
        {
            // an older activation of this grain, which nobody has told so far, fails here and joins nothing
            Job.State = TaggingState.Joining;
            _isChanged = true;
        }
        await KeepAsync();
        if (Job.OutputStamp is null && !await TryJoinAsync(work, Job.Parts, [.. Job.Results.OfType<PartResult>()])) return;
        await EndAsync(TaggingState.Completed);
    }

    private async Task<bool> TryJoinAsync(TaggingWork work, List<TextPart> parts, List<PartResult> results)
    {
        try
        {
            await Task.Run(() => new PartJoiner(storage).Join(work, parts, results));
            Job.OutputStamp = storage.Stamp(work.Job.Output);
            return true;
        }
        catch (Exception exception) when (++_failedJoins >= JoinTries)
        {
            Job.Error = exception.Message;
            return false;
        }
    }

    private async Task EndAsync(TaggingState state)
    {
        _stop.Cancel();
        TaggingState before = Job.State;
        Job.State = state;
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            Job.State = before;
            throw;
        }
        // another run begins with an activation of its own
        DeactivateOnIdle();
        await TidyAsync();
    }

    private async Task TidyAsync()
    {
        if (Job.State == TaggingState.Completed) storage.Delete(Job.Work!.Folder);
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
    }

    [LoggerMessage(LogLevel.Warning, "Job {Job} will try again what it could not do now.")]
    private partial void LogTickFailed(Exception exception, string job);

    [LoggerMessage(LogLevel.Information, "Silo {Silo} does not answer.")]
    private partial void LogSiloSilent(Exception exception, SiloAddress silo);

    [LoggerMessage(LogLevel.Information, "Silo {Silo} was lost while it tagged part {Part}, which another one will tag.")]
    private partial void LogSiloLost(Exception exception, SiloAddress silo, int part);

    [LoggerMessage(LogLevel.Warning, "Part {Part} failed on silo {Silo}: {Error}")]
    private partial void LogPartFailed(int part, SiloAddress silo, string error);
}
