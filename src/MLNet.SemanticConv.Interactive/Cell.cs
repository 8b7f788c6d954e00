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
    /// <summary>A bar below the cell that does the work, which shows how far a call is; nothing outside of a cell.</summary>
    public static CellProgress Progress => new();

    /// <summary>
    /// Is cancelled when the user stops the cell that does the work. What was given a token that is cancelled stays cancelled: after a
    /// stop, make the estimator anew.
    /// </summary>
    public static CancellationToken Cancellation => StopButton.Token;
}
