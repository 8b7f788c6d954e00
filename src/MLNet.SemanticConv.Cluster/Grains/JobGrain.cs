using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace MLNet.SemanticConv.Cluster;

/// <summary>
/// A job. It gives a step to each silo of the cluster that has a thread to spare, and saves the results every second. If its own silo
/// dies, Orleans lets it go on elsewhere from what it saved.
/// </summary>
/// <typeparam name="TWork">What the job is told.</typeparam>
/// <typeparam name="TRecord">What it keeps.</typeparam>
/// <typeparam name="TStep">What a thread does at a time. Two steps that do the same are equal.</typeparam>
internal abstract partial class JobGrain<TWork, TRecord, TStep>(
    IPersistentState<TRecord> store, ISharedStorage storage, WorkerServices workers, IClusterMembershipService membership, ILogger logger)
    : Grain, IJobGrain<TWork>, IRemindable, IDisposable
    where TWork : class, IJobWork
    where TRecord : JobRecord<TWork>
    where TStep : notnull
{
    private const string Reminder = "go on";

    /// <summary>The job fails if a step, or making the output, fails this often.</summary>
    private const int Tries = 3;

    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1), s_reminding = TimeSpan.FromMinutes(1);

    private readonly Dictionary<SiloAddress, int> _threads = [], _busy = [];
    private readonly Dictionary<TStep, int> _failures = [];
    private readonly CancellationTokenSource _stop = new();
    private bool _isChanged, _isCancelled;
    private int _failedFinishes;
    private IGrainTimer? _timer;

    /// <summary>What the job keeps.</summary>
    protected TRecord Job => store.State;

    /// <summary>What it is told.</summary>
    protected TWork Work => store.State.Work!;

    protected ISharedStorage Storage => storage;

    /// <summary>Whether all steps are done.</summary>
    protected abstract bool IsDone { get; }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Job.IsRunning) Run();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _stop.Cancel();
        return Task.CompletedTask;
    }

    public async Task StartAsync(TWork work)
    {
        if (Job.IsRunning) return;
        if (Job.State == JobState.Completed && storage.Stamp(work.Output) == Job.OutputStamp)
        {
            storage.Delete(work.Leftovers);
            return;
        }
        TRecord before = Job, planned = await PlanAsync(work);
        (planned.Work, planned.State) = (work, JobState.Running);
        store.State = planned;
        try
        {
            await this.RegisterOrUpdateReminder(Reminder, s_reminding, s_reminding);
            await GrainFactory.GetGrain<IJobsGrain>(0).AddAsync(this.GetGrainId());
            await store.WriteStateAsync();
        }
        catch
        {
            store.State = before;
            throw;
        }
        Run();
    }

    public Task<JobStatus> GetStatusAsync() => Task.FromResult(Status() with
    {
        State = Job.State,
        Silos = _busy.Count(silo => silo.Value > 0),
        Error = Job.Error,
    });

    public Task CancelAsync()
    {
        if (!Job.IsRunning) return Task.CompletedTask;
        // where this cannot be kept now, the next tick tries again
        _isCancelled = true;
        return EndAsync(JobState.Cancelled);
    }

    // a job that is not at its end runs, once this grain is active
    public Task ReceiveReminder(string reminderName, TickStatus status) => Job.IsRunning ? Task.CompletedTask : TidyAsync();

    public void Dispose() => _stop.Dispose();

    /// <summary>What a job that begins saves. <see cref="Job"/> is what an earlier run has left.</summary>
    protected abstract Task<TRecord> PlanAsync(TWork work);

    /// <summary>Prepares the steps that are not done in <see cref="Job"/>.</summary>
    protected abstract void Begin();

    /// <summary>Takes a step that can be done now.</summary>
    protected abstract bool TryTake([NotNullWhen(true)] out TStep? step);

    /// <summary>What a step is called in messages.</summary>
    protected abstract string NameOf(TStep step);

    /// <summary>Gives back a step that was not done.</summary>
    protected abstract void GiveBack(TStep step);

    /// <summary>Has a silo do a step, and notes what came of it.</summary>
    /// <returns>Why it could not be done, or null.</returns>
    protected abstract Task<string?> DoAsync(IWorkerService silo, TStep step, CancellationToken stop);

    /// <summary>What makes the output from the results of the steps, on another thread than the grain's.</summary>
    protected abstract Action OutputWriter();

    /// <summary>How far the job is.</summary>
    protected abstract JobStatus Status();

    /// <summary>Keeps <see cref="Job"/>.</summary>
    protected virtual Task KeepAsync() => store.WriteStateAsync();

    private void Run()
    {
        Begin();
        // interleaved, so that a status can be asked for meanwhile
        _timer = this.RegisterGrainTimer(
            TickAsync, new() { DueTime = TimeSpan.Zero, Period = s_tick, Interleave = true, KeepAlive = true });
    }

    private async Task TickAsync()
    {
        try
        {
            if (!Job.IsRunning) return;
            if (_isCancelled)
            {
                await EndAsync(JobState.Cancelled);
            }
            else if (Job.Error is not null)
            {
                await EndAsync(JobState.Failed);
            }
            else if (IsDone)
            {
                await FinishAsync();
            }
            else
            {
                foreach (SiloAddress silo in ActiveSilos()) MeetAsync(silo).Ignore();
                Employ();
                await KeepChangesAsync();
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
            LogTickFailed(exception, Work.Output);
        }
    }

    private IEnumerable<SiloAddress> ActiveSilos()
        => membership.CurrentSnapshot.Members.Values.Where(silo => silo.Status == SiloStatus.Active).Select(silo => silo.SiloAddress);

    private async Task MeetAsync(SiloAddress silo)
    {
        if (!_threads.TryAdd(silo, 0)) return;
        try
        {
            _threads[silo] = await workers.On(silo).GetThreadsAsync();
            Employ();
        }
        catch (Exception exception)
        {
            _threads.Remove(silo);
            LogSiloSilent(exception, silo);
        }
    }

    // a thread of each silo in turn, as long as there are steps
    private void Employ()
    {
        List<SiloAddress> active = [.. ActiveSilos()];
        for (bool any = true; any;)
        {
            any = false;
            foreach (SiloAddress silo in active)
            {
                if (_stop.IsCancellationRequested || Job.Error is not null) return;
                if (_busy.GetValueOrDefault(silo) >= _threads.GetValueOrDefault(silo)) continue;
                if (!TryTake(out TStep? step)) return;
                HaveDoneAsync(silo, step).Ignore();
                any = true;
            }
        }
    }

    private async Task HaveDoneAsync(SiloAddress silo, TStep step)
    {
        _busy[silo] = _busy.GetValueOrDefault(silo) + 1;
        bool isDone = await TryDoAsync(silo, step);
        _busy[silo]--;
        if (IsDone || Job.Error is not null) _timer?.Change(TimeSpan.Zero, s_tick);
        // others may have waited for it; what failed waits for the next tick
        else if (isDone) Employ();
    }

    private async Task<bool> TryDoAsync(SiloAddress silo, TStep step)
    {
        string? error;
        try
        {
            error = await DoAsync(workers.On(silo), step, _stop.Token);
        }
        catch (Exception exception)
        {
            // what Orleans throws means that the silo is gone, or going
            if (!_stop.IsCancellationRequested) LogSiloLost(exception, NameOf(step), silo);
            GiveBack(step);
            return false;
        }
        if (error is null)
        {
            _isChanged = true;
            return true;
        }
        LogStepFailed(NameOf(step), silo, error);
        GiveBack(step);
        if ((_failures[step] = _failures.GetValueOrDefault(step) + 1) >= Tries) Job.Error = error;
        return false;
    }

    private async Task KeepChangesAsync()
    {
        if (!_isChanged) return;
        // what comes while this is kept is kept the next time
        _isChanged = false;
        try
        {
            await KeepAsync();
        }
        catch
        {
            _isChanged = true;
            throw;
        }
    }

    private async Task FinishAsync()
    {
        if (Job.State == JobState.Running)
        {
            // an older activation of this grain, which nobody has told so far, fails here and writes no output
            Job.State = JobState.Finishing;
            _isChanged = true;
        }
        await KeepChangesAsync();
        if (Job.OutputStamp is null && !await TryFinishAsync()) return;
        await EndAsync(JobState.Completed);
    }

    private async Task<bool> TryFinishAsync()
    {
        try
        {
            await Task.Run(OutputWriter());
            Job.OutputStamp = storage.Stamp(Work.Output);
            return true;
        }
        catch (Exception exception) when (++_failedFinishes >= Tries)
        {
            Job.Error = exception.Message;
            return false;
        }
    }

    private async Task EndAsync(JobState state)
    {
        _stop.Cancel();
        JobState before = Job.State;
        Job.State = state;
        try
        {
            await KeepAsync();
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
        if (Job.State == JobState.Completed) storage.Delete(Work.Leftovers);
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
    }

    [LoggerMessage(LogLevel.Warning, "The job for {Output} could not continue and will retry.")]
    private partial void LogTickFailed(Exception exception, string output);

    [LoggerMessage(LogLevel.Information, "Silo {Silo} does not answer.")]
    private partial void LogSiloSilent(Exception exception, SiloAddress silo);

    [LoggerMessage(LogLevel.Information, "{Step} goes to another silo: {Silo} was lost while working on it.")]
    private partial void LogSiloLost(Exception exception, string step, SiloAddress silo);

    [LoggerMessage(LogLevel.Warning, "{Step} failed on silo {Silo}: {Error}")]
    private partial void LogStepFailed(string step, SiloAddress silo, string error);
}
