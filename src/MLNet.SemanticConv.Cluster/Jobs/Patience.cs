using System.Diagnostics;

namespace MLNet.SemanticConv.Cluster;

/// <summary>
/// Calls of a client that survive an outage. A silo that dies takes calls with it; the next call finds another silo, and the job where it
/// was. The same is true when the database is away.
/// </summary>
internal static class Patience
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs a job and waits for its end; cancels it where the caller is cancelled.</summary>
    /// <param name="job">The job.</param>
    /// <param name="work">What it is told.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellationToken">Cancels the job.</param>
    public static async Task<TStatus> RunAsync<TWork, TStatus>(
        IJobGrain<TWork> job, TWork work, IProgress<TStatus>? progress, CancellationToken cancellationToken)
        where TStatus : JobStatus
    {
        try
        {
            await CallAsync(
                async () =>
                {
                    await job.StartAsync(work).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            while (true)
            {
                var status = (TStatus)await CallAsync(job.GetStatusAsync, cancellationToken).ConfigureAwait(false);
                progress?.Report(status);
                if (status.State == JobState.Cancelled)
                    throw new OperationCanceledException($"The job for {status.Output} was cancelled.");
                if (status.HasEnded) return status;
                await Task.Delay(s_poll, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await job.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (long start = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (Exception exception) when (Outage.Is(exception) && Stopwatch.GetElapsedTime(start) < s_longest)
            {
                await Task.Delay(s_poll, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
