using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Does steps on threads of its own, so that a busy silo still answers the others.</summary>
internal sealed class WordVectorsService(
    GrainId id, Silo silo, ILoggerFactory loggers, ISharedStorage storage, IOptions<SemanticTaggingOptions> options)
    : GrainService(id, silo, loggers), IWordVectorsService
{
    private readonly SemaphoreSlim _threads = new(options.Value.NumberOfThreads);

    // One job's vocabulary is enough to hold.
    private (string Job, StepWorker Worker)? _last;

    public Task<int> GetThreadsAsync() => Task.FromResult(options.Value.NumberOfThreads);

    public async Task<StepOutcome> DoAsync(WordVectorsWork work, string step, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, StoppedCancellationTokenSource.Token);
        StepWorker worker = WorkerOf(work);
        await _threads.WaitAsync(either.Token);
        try
        {
            StepResult result = await Task.Factory.StartNew(
                () => worker.Do(JsonSerializer.Deserialize<TrainingStep>(step)!, either.Token),
                either.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return new(result.Words, result.Sentences, result.Parts);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(0, 0, 0, exception.Message);
        }
        finally
        {
            _threads.Release();
        }
    }

    private StepWorker WorkerOf(WordVectorsWork work)
    {
        string job = work.Folder;
        if (_last is var (known, worker) && known == job) return worker;
        worker = new(work.Options, new TrainingFiles(storage, job), part => TextPartCorpus.Of(work, work.Parts[part], storage));
        _last = (job, worker);
        return worker;
    }
}
