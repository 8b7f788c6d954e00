namespace MLNet.SemanticConv.Interactive;

/// <summary>
/// A token for all cells, new after each stop: an estimator is often made in one cell and fitted in another, while the kernel has a token
/// for each cell.
/// </summary>
internal static class StopButton
{
    private static CancellationTokenSource s_source = new();

    public static CancellationToken Token => s_source.Token;

    /// <summary>Watches the token of a cell.</summary>
    public static CancellationTokenRegistration Watch(CancellationToken cell)
        => cell.Register(() => Interlocked.Exchange(ref s_source, new()).Cancel());
}
