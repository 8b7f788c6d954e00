namespace MLNet.SemanticConv;

/// <summary>What a profile measures beside time, calls and allocations.</summary>
public sealed record ProfileOptions
{
    /// <summary>Processor time, the size of vectors and the size of the heap are looked at for one row in so many. The default value is 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int SampleEvery
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(SampleEvery), value, "SampleEvery must be 1 or more.");
    } = 64;

    /// <summary>
    /// Whether the heap is collected before and after each estimator's Fit, to see what stays in memory. It takes some milliseconds a stage,
    /// which count as the profiler's own. The default value is <see langword="true"/>.
    /// </summary>
    public bool LiveMemory { get; init; } = true;
}
