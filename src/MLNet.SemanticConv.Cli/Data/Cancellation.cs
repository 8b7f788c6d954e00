namespace MLNet.SemanticConv.Cli;

/// <summary>Makes work on rows end when it is cancelled, whoever reads the rows: ML.NET's own passes over data know no cancellation.</summary>
internal static class Cancellation
{
    /// <summary>The same rows; reading one throws once <paramref name="cancellationToken"/> is cancelled.</summary>
    public static IEnumerable<T> Until<T>(this IEnumerable<T> rows, CancellationToken cancellationToken) => rows.Select(row =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        return row;
    });
}
