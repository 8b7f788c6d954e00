using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Tags parts on threads of its own, so that a busy silo still answers the others.</summary>
internal sealed class TaggingService(
    GrainId id, Silo silo, ILoggerFactory loggers, PartTagger tagger, TaggingTelemetry telemetry, IOptions<SemanticTaggingOptions> options)
    : GrainService(id, silo, loggers), ITaggingService
{
    private readonly SemaphoreSlim _threads = new(options.Value.NumberOfThreads);
    private readonly Dictionary<string, Task<PartResult>> _running = [];

    public Task<int> GetThreadsAsync() => Task.FromResult(options.Value.NumberOfThreads);

    public async Task<PartResult> TagAsync(TaggingWork work, TextPart part, CancellationToken cancellationToken)
    {
        string key = work.PathOf(part);
        if (_running.TryGetValue(key, out Task<PartResult>? running)) return await running;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, StoppedCancellationTokenSource.Token);
        _running[key] = running = RunAsync(work, part, either.Token);
        try
        {
            return await running;
        }
        finally
        {
            _running.Remove(key);
        }
    }

    private async Task<PartResult> RunAsync(TaggingWork work, TextPart part, CancellationToken cancellationToken)
    {
        await _threads.WaitAsync(cancellationToken);
        try
        {
            return await Task.Factory.StartNew(
                () => telemetry.Measure(() => tagger.Tag(work, part, cancellationToken)), cancellationToken,
                TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(0, [], exception.Message);
        }
        finally
        {
            _threads.Release();
        }
    }
}
