namespace MLNet.SemanticConv;

/// <summary>The strength of a convolution that was chosen from labelled rows, and why.</summary>
/// <param name="Options">The setting; a strength of 0 is no convolution.</param>
/// <param name="Reason">A line of text for people: "mean average precision 0.2431 on held-out rows, …".</param>
public sealed record ConvolutionChoice(CorrelationOptions Options, string Reason)
{
    /// <summary>Whether the rows rank better with mean vectors beside them than without; <see langword="false"/> if there were none to
    /// try.</summary>
    public bool WithMeanVectors { get; init; }

    /// <summary>The strength and the reason: "strength 0.5: no label has two examples, …".</summary>
    /// <returns>A line of text.</returns>
    public override string ToString() => FormattableString.Invariant($"strength {Options.Strength}: {Reason}");
}
