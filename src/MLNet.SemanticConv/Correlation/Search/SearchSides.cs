namespace MLNet.SemanticConv;

/// <summary>
/// Who looks for neighbours among whom, as rows of <see cref="UnitVectors"/>. What is on both sides is compared once for both.
/// </summary>
/// <param name="Shared">The rows that are queries and targets.</param>
/// <param name="QueriesOnly">The rows that are queries alone.</param>
/// <param name="TargetsOnly">The rows that are targets alone.</param>
internal sealed record SearchSides(int[] Shared, int[] QueriesOnly, int[] TargetsOnly)
{
    /// <summary>The number of queries: the shared rows are the first of them.</summary>
    public int QueryCount => Shared.Length + QueriesOnly.Length;
}
