namespace MLNet.PipelineProfiler;

/// <summary>What a profile measures besides time, calls and allocations.</summary>
public sealed record ProfileOptions
{
    /// <summary>Processor time, the size of vectors and the size of the heap are measured for the first row and then, on average, for one
    /// row in this many. The default value is 128.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 1 to 2³⁰.</exception>
    public int SampleEvery
    {
        get;
        init => field = value is >= 1 and <= 1 << 30
            ? value : throw new ArgumentOutOfRangeException(nameof(SampleEvery), value, "SampleEvery must be from 1 to 2^30.");
    } = 128;

    /// <summary>
    /// Whether the heap is collected before and after each estimator's Fit, to see what stays in memory. It takes some milliseconds per
    /// stage, which count as the profiler's own. The default value is <see langword="true"/>.
    /// </summary>
    public bool LiveMemory { get; init; } = true;

    /// <summary>
    /// Whether to record only if something listens to the source or the meter <c>MLNet.PipelineProfiler</c> when Fit or Transform is called
    /// or a <see cref="Microsoft.ML.PredictionEngine{TSrc, TDst}"/> is made. If nothing does, the pipeline or the model itself answers, at
    /// its own speed. The default value is <see langword="false"/>.
    /// </summary>
    public bool OnlyForListeners { get; init; }
}
