namespace MLNet.SemanticConv.Interactive;

/// <summary>The cell of a notebook that is running.</summary>
/// <example>
/// <code>
/// var model = ml.MultiLabelClassification.Trainers
///     .SemanticTagger("Labels", "Text", allText, progress: Cell.Progress, cancellationToken: Cell.Cancellation)
///     .Fit(train);
/// </code>
/// </example>
public static class Cell
{
    /// <summary>A bar below the running cell that shows how far a call is; outside a cell it shows nothing.</summary>
    public static CellProgress Progress => new();

    /// <summary>
    /// A token that is cancelled when the user stops the running cell. An estimator keeps its token: after a stop, create it anew.
    /// </summary>
    public static CancellationToken Cancellation => StopButton.Token;
}
