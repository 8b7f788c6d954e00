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

    /// <summary>How long a client waits between two calls.</summary>
    public static TimeSpan Poll { get; } = TimeSpan.FromMilliseconds(250);

    public static async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
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
                await Task.Delay(Poll, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public static Task CallAsync(Func<Task> call, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            await call().ConfigureAwait(false);
            return true;
        },
        cancellationToken);
}
