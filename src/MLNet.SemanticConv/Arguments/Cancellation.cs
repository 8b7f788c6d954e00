namespace MLNet.SemanticConv;

/// <summary>Work on rows that can be cancelled: ML.NET's own passes over data know no cancellation, and wrap the exception that ends
/// them.</summary>
internal static class Cancellation
{
    /// <exception cref="OperationCanceledException">The token was cancelled, told at the next element.</exception>
    public static IEnumerable<T> Until<T>(this IEnumerable<T> items, CancellationToken cancellationToken)
    {
        foreach (T item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    /// <summary>Does the work; where the token was cancelled, whatever exception ends it is told as a cancellation.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static T Run<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is not OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The operation was canceled.", exception, cancellationToken);
        }
    }
}
