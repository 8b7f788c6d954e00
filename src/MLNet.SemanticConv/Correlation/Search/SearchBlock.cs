namespace MLNet.SemanticConv;

/// <summary>A run of vectors that is compared with another at a time.</summary>
/// <param name="Rows">Which vectors.</param>
/// <param name="FirstQuery">The query that the first of them is, or −1 where they only are targets.</param>
/// <param name="Start">The place of the first of them in <paramref name="Panels"/>.</param>
/// <param name="Panels">The panels in which they lie as targets; none for mere queries.</param>
internal sealed record SearchBlock(ReadOnlyMemory<int> Rows, int FirstQuery, int Start, PackedPanels? Panels)
{
    public int Length => Rows.Length;

    /// <summary>Held by the thread that writes the candidates of this block's queries.</summary>
    public Lock Gate { get; } = new();
}
