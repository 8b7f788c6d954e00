using System.Runtime.ExceptionServices;

namespace MLNet.SemanticConv;

/// <summary>Runs a worker on each of several threads, the caller's among them.</summary>
internal static class Concurrently
{
    /// <summary>Returns when all have ended. The first exception is thrown on, as it was thrown.</summary>
    /// <param name="count">The number of workers; 1 makes no thread.</param>
    /// <param name="work">Does the work of the worker with the given number.</param>
    /// <param name="stop">Called when a worker fails: makes the others end.</param>
    public static void Run(int count, Action<int> work, Action stop)
    {
        ExceptionDispatchInfo? failure = null;
        void Guarded(int worker)
        {
            try
            {
                work(worker);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
                stop();
            }
        }
        var threads = new Thread[count - 1];
        for (int i = 0; i < threads.Length; i++)
        {
            int worker = i + 1;
            threads[i] = new(() => Guarded(worker)) { IsBackground = true, Name = $"word2vec {worker}" };
            threads[i].Start();
        }
        Guarded(0);
        foreach (var thread in threads) thread.Join();
        failure?.Throw();
    }
}
