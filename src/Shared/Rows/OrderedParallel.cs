namespace MLNet.Shared;

/// <summary>A function over a stream of any length: on several cores, in order, with a bounded number of items in memory.</summary>
internal static class OrderedParallel
{
    /// <summary>Maps items by chunks.</summary>
    /// <param name="items">The items; read on the caller's thread, a few chunks ahead.</param>
    /// <param name="map">What becomes of a chunk; called from several threads at once.</param>
    /// <param name="chunkSize">How many items each chunk has; the last one may have fewer.</param>
    /// <param name="threads">How many, at most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static IEnumerable<TResult> MapChunks<T, TResult>(
        this IEnumerable<T> items, Func<T[], TResult> map, int chunkSize, int threads, CancellationToken cancellationToken)
    {
        TaskFactory workers = new(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler);
        Queue<Task<TResult>> running = [];
        foreach (T[] chunk in items.Chunk(chunkSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            running.Enqueue(workers.StartNew(() => map(chunk), cancellationToken));
            if (running.Count > 2 * threads) yield return running.Dequeue().GetAwaiter().GetResult();
        }
        while (running.TryDequeue(out Task<TResult>? next)) yield return next.GetAwaiter().GetResult();
    }
}
