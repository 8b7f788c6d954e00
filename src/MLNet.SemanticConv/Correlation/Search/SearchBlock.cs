namespace MLNet.SemanticConv;

/// <summary>A run of vectors that is compared with another at a time.</summary>
/// <param name="Side">The rows of all vectors of its side.</param>
/// <param name="Start">The place of its first vector in <paramref name="Side"/>, and in <paramref name="Panels"/>.</param>
/// <param name="Length">How many there are.</param>
/// <param name="FirstQuery">The query that its first vector is, or −1 where they are targets only.</param>
/// <param name="Panels">The panels in which the side lies as targets; none for mere queries.</param>
internal sealed record SearchBlock(int[] Side, int Start, int Length, int FirstQuery, PackedPanels? Panels)
{
    public ReadOnlySpan<int> Rows => Side.AsSpan(Start, Length);

    public bool HasQueries => FirstQuery >= 0;

    /// <summary>Held by the thread that offers candidates to this block's queries.</summary>
    public Lock Gate { get; } = new();
}
