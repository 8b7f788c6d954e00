namespace MLNet.SemanticConv.Serving;

/// <summary>
/// A thread of its own for work that may never end: the caller can stop waiting for it, and the process can end without it. Threads cannot
/// be ended in .NET, so work that is given up goes on; what it gives or throws in the end is dropped.
/// </summary>
internal static class LoadingThread
{
    /// <exception cref="TimeoutException">The work takes longer than the limit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the work was done.</exception>
    public static Task<T> RunAsync<T>(Func<T> work, TimeSpan limit, CancellationToken cancellationToken)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(Run) { IsBackground = true, Name = "semconv model" }.Start();
        return done.Task.WaitAsync(limit, cancellationToken);

        void Run()
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)   // out of memory as well, which a model that says false counts runs into: it is this file's fault
            {
                done.SetException(e);
                _ = done.Task.Exception;   // observed, also where nobody waits any more
            }
        }
    }
}
