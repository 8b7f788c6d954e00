namespace MLNet.SemanticConv.Cli;

/// <summary>Ends work on rows when it is cancelled. ML.NET's own passes over data cannot be cancelled, so the rows throw.</summary>
internal static class Cancellation
{
    /// <summary>The same rows; reading one throws once <paramref name="cancellationToken"/> is cancelled.</summary>
    public static IEnumerable<T> Until<T>(this IEnumerable<T> rows, CancellationToken cancellationToken) => rows.Select(row =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        return row;
    });
}
