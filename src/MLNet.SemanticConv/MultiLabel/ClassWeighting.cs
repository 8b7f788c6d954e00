namespace MLNet.SemanticConv;

/// <summary>How much a positive row weighs compared with a negative one.</summary>
public enum ClassWeighting
{
    /// <summary>Every row weighs the same.</summary>
    None,

    /// <summary>
    /// A row of class y weighs n / (2 n_y), so that both classes weigh the same together. Helps the recall of rare labels at the trainer's
    /// own threshold; tuned thresholds make it mostly superfluous.
    /// </summary>
    Balanced,
}
