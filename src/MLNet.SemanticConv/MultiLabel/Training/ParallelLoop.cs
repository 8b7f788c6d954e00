using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MLNet.SemanticConv;

/// <summary>Loops over labels, whose bodies take very different times.</summary>
internal static class ParallelLoop
{
    /// <summary>Does some work for each of the numbers from 0 on, which are taken one by one, in order.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="Exception">What the first body threw that failed.</exception>
    public static void ForEach(this ParallelOptions parallel, int count, Action<int> body)
    {
        try
        {
            Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering), parallel, body);
        }
        catch (AggregateException) when (parallel.CancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(parallel.CancellationToken);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>What each of the numbers from 0 on is turned into.</summary>
    /// <inheritdoc cref="ForEach"/>
    public static T[] Map<T>(this ParallelOptions parallel, int count, Func<int, T> of)
    {
        var results = new T[count];
        parallel.ForEach(count, i => results[i] = of(i));
        return results;
    }
}
