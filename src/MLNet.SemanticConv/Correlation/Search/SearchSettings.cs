namespace MLNet.SemanticConv;

/// <summary>How a search runs; none of it changes what it finds.</summary>
internal sealed record SearchSettings
{
    /// <summary>What computes the products.</summary>
    public TileKernel Kernel { get; init; } = TileKernel.Best;

    /// <summary>How many threads work, at most.</summary>
    public int NumberOfThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// About how many floats a block of queries holds, so that it stays in a core's second cache while the targets pass by.
    /// </summary>
    public int BlockFloats { get; init; } = 64 * 1024;

    /// <summary>The vectors of a block: whole panels of queries and of targets, whatever the kernel.</summary>
    public int BlockLength(int dimensions)
    {
        const int Panels = 3 * TileKernel.MaximumColumns;
        return Math.Max(1, BlockFloats / dimensions / Panels) * Panels;
    }
}
