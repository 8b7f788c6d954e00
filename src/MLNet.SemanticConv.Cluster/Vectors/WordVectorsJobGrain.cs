using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace MLNet.SemanticConv.Cluster;

/// <summary>
/// A job. It gives each silo of the cluster that has a thread to spare a step to do, and keeps every second how far the training is; where
/// its own silo dies, Orleans lets it go on elsewhere from what it kept.
/// </summary>
internal sealed partial class WordVectorsJobGrain(
    [PersistentState("vectors", TaggingJobState.Storage)] IPersistentState<WordVectorsJobState> store,
    ISharedStorage storage,
    WordVectorsServices services,
    IClusterMembershipService membership,
    ILogger<WordVectorsJobGrain> logger) : Grain, IWordVectorsJobGrain, IRemindable, IDisposable
{
    private const string Reminder = "go on";

    /// <summary>A step that fails so often fails its job.</summary>
    private const int Tries = 3;

    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1), s_reminding = TimeSpan.FromMinutes(1);

    private readonly Dictionary<SiloAddress, int> _threads = [], _busy = [];
    private readonly Dictionary<string, int> _failures = [];
    private readonly List<string> _unneeded = [];
    private readonly CancellationTokenSource _stop = new();
    private DistributedSchedule? _schedule;
    private bool _isChanged, _isCancelled;

    private WordVectorsJobState Job => store.State;

    private DistributedState Progress => _schedule?.State ?? JsonSerializer.Deserialize<DistributedState>(Job.Progress)!;

    private bool IsRunning => Job.State == WordVectorsState.Running;

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

    public async Task StartAsync(WordVectorsWork work)
    {
        if (IsRunning) return;
        if (Job.State == WordVectorsState.Completed && storage.Stamp(work.Output) == Job.OutputStamp) return;
        // what an earlier run has done is used, as long as its files are there
        bool goesOn = Job.State is WordVectorsState.Failed or WordVectorsState.Cancelled;
        WordVectorsJobState before = Job;
        store.State = new() { Work = work, State = WordVectorsState.Running, Progress = goesOn ? before.Progress : "{}" };
        try
        {
            await this.RegisterOrUpdateReminder(Reminder, s_reminding, s_reminding);
            await store.WriteStateAsync();
        }
        catch
        {
            store.State = before;
            throw;
        }
        Run();
    }

    public Task<WordVectorsStatus> GetStatusAsync() => Task.FromResult(new WordVectorsStatus
    {
        Output = Job.Work?.Output ?? "",
        State = Job.State,
        Share = Job.State == WordVectorsState.Completed ? 1 : _schedule?.Share ?? 0,
        Words = Progress.Vocabulary?.Words ?? 0,
        Silos = _busy.Count(silo => silo.Value > 0),
        Error = Job.Error,
    });

    public Task CancelAsync()
    {
        _isCancelled = true;
        return IsRunning ? EndAsync(WordVectorsState.Cancelled) : Task.CompletedTask;
    }

    // a job that is not at its end runs, once this grain is active
    public Task ReceiveReminder(string reminderName, TickStatus status) => IsRunning ? Task.CompletedTask : TidyAsync();

    public void Dispose() => _stop.Dispose();

    private void Run()
    {
        WordVectorsWork work = Job.Work!;
        _schedule = new(work.Options, work.Parts.Count, Progress);
        // interleaved, so that a status can be asked for meanwhile
        this.RegisterGrainTimer(TickAsync, new() { DueTime = TimeSpan.Zero, Period = s_tick, Interleave = true, KeepAlive = true });
    }

    private async Task TickAsync()
    {
        try
        {
            if (!IsRunning) return;
            if (_isCancelled)
            {
                await EndAsync(WordVectorsState.Cancelled);
            }
            else if (Job.Error is not null)
            {
                await EndAsync(WordVectorsState.Failed);
            }
            else if (_schedule!.IsDone)
            {
                await KeepAsync();
                await FinishAsync(Job.Work!);
            }
            else
            {
                foreach (SiloAddress silo in ActiveSilos()) await MeetAsync(silo);
                Employ();
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

    private async Task MeetAsync(SiloAddress silo)
    {
        if (_threads.ContainsKey(silo)) return;
        try
        {
            _threads[silo] = await services.On(silo).GetThreadsAsync();
        }
        catch (Exception exception)
        {
            LogSiloSilent(exception, silo);
        }
    }

    // a thread of each silo in turn, as long as there are steps
    private void Employ()
    {
        var active = ActiveSilos().Where(_threads.ContainsKey).ToList();
        for (bool any = true; any;)
        {
            any = false;
            foreach (SiloAddress silo in active)
            {
                if (_stop.IsCancellationRequested || Job.Error is not null || _busy.GetValueOrDefault(silo) >= _threads[silo]) continue;
                if (_schedule!.Next() is not { } step) return;
                DoAsync(silo, step).Ignore();
                any = true;
            }
        }
    }

    private async Task DoAsync(SiloAddress silo, TrainingStep step)
    {
        _busy[silo] = _busy.GetValueOrDefault(silo) + 1;
        bool isDone = await TryDoAsync(silo, step);
        _busy[silo]--;
        // others may have waited for it; what failed waits for the next tick
        if (isDone) Employ();
    }

    private async Task<bool> TryDoAsync(SiloAddress silo, TrainingStep step)
    {
        CancellationToken stop = _stop.Token;
        StepOutcome outcome;
        try
        {
            outcome = await services.On(silo).DoAsync(Job.Work!, JsonSerializer.Serialize(step), stop);
        }
        catch (Exception exception)
        {
            // what Orleans throws means that the silo is gone, or going
            if (!stop.IsCancellationRequested) LogSiloLost(exception, silo, step.Output);
            _schedule!.Lost(step);
            return false;
        }
        if (stop.IsCancellationRequested) return false;
        if (outcome.Error is { } error)
        {
            LogStepFailed(step.Output, silo, error);
            _schedule!.Lost(step);
            if ((_failures[step.Output] = _failures.GetValueOrDefault(step.Output) + 1) >= Tries) Job.Error = error;
            return false;
        }
        _unneeded.AddRange(_schedule!.Done(step, outcome.Result));
        _isChanged = true;
        return true;
    }

    private async Task KeepAsync()
    {
        if (!_isChanged) return;
        // what comes while this is kept is kept the next time
        _isChanged = false;
        string[] unneeded = [.. _unneeded];
        Job.Progress = JsonSerializer.Serialize(_schedule!.State);
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            _isChanged = true;
            throw;
        }
        _unneeded.RemoveRange(0, unneeded.Length);
        TrainingFiles files = new(storage, Job.Work!.Folder);
        await Task.Run(() => Array.ForEach(unneeded, files.Delete));
    }

    private async Task FinishAsync(WordVectorsWork work)
    {
        try
        {
            await Task.Run(() => VectorsOutput.Write(work, storage));
            Job.OutputStamp = storage.Stamp(work.Output);
        }
        catch (Exception exception) when ((_failures[work.Output] = _failures.GetValueOrDefault(work.Output) + 1) >= Tries)
        {
            Job.Error = exception.Message;
            return;
        }
        await EndAsync(WordVectorsState.Completed);
    }

    private async Task EndAsync(WordVectorsState state)
    {
        _stop.Cancel();
        WordVectorsState before = Job.State;
        Job.State = state;
        if (_schedule is not null) Job.Progress = JsonSerializer.Serialize(_schedule.State);
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
        if (Job.State == WordVectorsState.Completed) storage.Delete($"{Job.Work!.Output}.training");
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
    }

    [LoggerMessage(LogLevel.Warning, "Job {Job} will try again what it could not do now.")]
    private partial void LogTickFailed(Exception exception, string job);

    [LoggerMessage(LogLevel.Information, "Silo {Silo} does not answer.")]
    private partial void LogSiloSilent(Exception exception, SiloAddress silo);

    [LoggerMessage(LogLevel.Information, "Silo {Silo} was lost before it had written {File}, which another one will write.")]
    private partial void LogSiloLost(Exception exception, SiloAddress silo, string file);

    [LoggerMessage(LogLevel.Warning, "{File} failed on silo {Silo}: {Error}")]
    private partial void LogStepFailed(string file, SiloAddress silo, string error);
}
