using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Does steps of jobs on threads of its own, so that a busy silo still answers the others.</summary>
internal sealed class WorkerService(
    GrainId id,
    Silo silo,
    ILoggerFactory loggers,
    PartTagger tagger,
    StepWorkers trainers,
    TaggingTelemetry telemetry,
    IOptions<SemanticTaggingOptions> options) : GrainService(id, silo, loggers), IWorkerService
{
    private readonly SemaphoreSlim _threads = new(options.Value.NumberOfThreads);
    private readonly Dictionary<string, Task<PartResult>> _running = [];

    public Task<int> GetThreadsAsync() => Task.FromResult(options.Value.NumberOfThreads);

    public async Task<PartResult> TagAsync(TaggingWork work, TextPart part, CancellationToken cancellationToken)
    {
        string key = work.PathOf(part);
        if (_running.TryGetValue(key, out Task<PartResult>? running)) return await running;
        _running[key] = running = RunAsync(
            stop => telemetry.Measure(() => tagger.Tag(work, part, stop)), error => new(0, [], error), cancellationToken);
        try
        {
            return await running;
        }
        finally
        {
            _running.Remove(key);
        }
    }

    public Task<StepOutcome> TrainAsync(WordVectorsWork work, string step, CancellationToken cancellationToken)
    {
        StepWorker trainer = trainers.Of(work);
        return RunAsync(
            stop => StepOutcome.Of(trainer.Do(JsonSerializer.Deserialize<TrainingStep>(step)!, stop)),
            error => new(0, 0, 0, error),
            cancellationToken);
    }

    private async Task<T> RunAsync<T>(Func<CancellationToken, T> run, Func<string, T> failed, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, StoppedCancellationTokenSource.Token);
        CancellationToken stop = either.Token;
        await _threads.WaitAsync(stop);
        try
        {
            return await Task.Factory.StartNew(() => run(stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return failed(exception.Message);
        }
        finally
        {
            _threads.Release();
        }
    }
}
