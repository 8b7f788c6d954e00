using System.Data.Common;
using System.Diagnostics;

namespace MLNet.SemanticConv.Cluster;

/// <summary>
/// Calls of a client. A silo that dies takes calls with it: the next call finds another, and the job where it was; so it is with the
/// database.
/// </summary>
internal static class Patience
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs a job and waits for its end; cancels it where the caller is cancelled.</summary>
    /// <param name="start">Begins the job, or goes on with it.</param>
    /// <param name="getStatus">Asks how far it is.</param>
    /// <param name="cancel">Cancels it.</param>
    /// <param name="cancelled">The output of a job that somebody has cancelled; null for others.</param>
    /// <param name="hasEnded">Whether there is nothing more to come.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellationToken">Cancels the job.</param>
    public static async Task<TStatus> RunAsync<TStatus>(
        Func<Task> start,
        Func<Task<TStatus>> getStatus,
        Func<Task> cancel,
        Func<TStatus, string?> cancelled,
        Func<TStatus, bool> hasEnded,
        IProgress<TStatus>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(start, cancellationToken).ConfigureAwait(false);
            while (true)
            {
                TStatus status = await CallAsync(getStatus, cancellationToken).ConfigureAwait(false);
                progress?.Report(status);
                if (cancelled(status) is { } output) throw new OperationCanceledException($"The job for {output} was cancelled.");
                if (hasEnded(status)) return status;
                await Task.Delay(s_poll, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await cancel().ConfigureAwait(false);
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
            catch (Exception exception)
                when (exception is OrleansException or TimeoutException or DbException && Stopwatch.GetElapsedTime(start) < s_longest)
            {
                await Task.Delay(s_poll, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static Task CallAsync(Func<Task> call, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            await call().ConfigureAwait(false);
            return true;
        },
        cancellationToken);
}
