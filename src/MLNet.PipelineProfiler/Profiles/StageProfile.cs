namespace MLNet.PipelineProfiler;

/// <summary>What one stage of a pipeline took during one activity. Times are sums over all threads.</summary>
public sealed record StageProfile
{
    internal const string Waiting = "(waiting)";

    /// <summary>The place of the stage: "3", or "3.1" for the first part of the third one, or "3.0.1" for the first step of its fit; empty
    /// if it is not a stage of the pipeline.</summary>
    public required string Number { get; init; }

    /// <summary>
    /// The short name of the type of the estimator or transformer. Names in brackets are not stages: "(input)" is the data that goes in,
    /// "(caller)" the code that reads the rows, "(threads)" the handing over of rows between threads, "(waiting)" the time in which these
    /// threads have nothing to do, "(profiler)" the profiler itself.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The columns that the stage adds.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>How often a value was read: rows × getters; if none was read, how often the stage was fitted.</summary>
    public long Calls { get; init; }

    /// <summary>Passes over the data that read at least one of the stage's columns.</summary>
    public int Passes { get; init; }

    /// <summary>The rows whose values were needed.</summary>
    public long Rows { get; init; }

    /// <summary>Reads of the most-read column for each row needed: 1 if nothing is computed twice.</summary>
    public double Recomputation { get; init; }

    /// <summary>Time in the stage itself, without the stages whose values it read.</summary>
    public TimeSpan OwnTime { get; init; }

    /// <summary>The part of <see cref="OwnTime"/> that was spent in the estimator's Fit.</summary>
    public TimeSpan FitTime { get; init; }

    /// <summary>Time in the stage and in all that it called.</summary>
    public TimeSpan CumulativeTime { get; init; }

    /// <summary>Processor time in the stage itself, estimated from a sample of the rows.</summary>
    public TimeSpan OwnCpuTime { get; init; }

    /// <summary>Processor time in the stage and in all that it called.</summary>
    public TimeSpan CumulativeCpuTime { get; init; }

    /// <summary>The stage's own time for one value, in µs: half of the calls took no longer. It is accurate to within 6 % and some 20
    /// ns.</summary>
    public double MedianMicroseconds { get; init; }

    /// <summary>The stage's own time for one value that 95 % of the calls do not exceed, in µs.</summary>
    public double Percentile95Microseconds { get; init; }

    /// <summary>The stage's own time for one value that 99 % of the calls do not exceed, in µs.</summary>
    public double Percentile99Microseconds { get; init; }

    /// <summary>Bytes that the stage itself allocated.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>Bytes allocated in the stage and in all that it called.</summary>
    public long CumulativeAllocatedBytes { get; init; }

    /// <summary>Garbage collections of generation 0 and above that were noticed in the stage, by a call that allocated.</summary>
    public int Collections { get; init; }

    /// <summary>Of these, those of generation 1 and above.</summary>
    public int Collections1 { get; init; }

    /// <summary>Of these, those of generation 2.</summary>
    public int Collections2 { get; init; }

    /// <summary>By how much the live heap had grown when the stage was fitted; null if that was not measured.</summary>
    public long? LiveBytes { get; init; }

    /// <summary>The largest managed heap that was seen in the stage.</summary>
    public long PeakBytes { get; init; }

    /// <summary>The slots of the widest vector that the stage gave; null where it gives no vectors.</summary>
    public long? Width { get; init; }

    /// <summary>The mean number of values in a vector that are not zero, from a sample of the rows.</summary>
    public double? NonZeros { get; init; }

    /// <summary>The size of the fitted stage in a saved model; null where it cannot be saved alone.</summary>
    public long? ModelBytes { get; init; }

    /// <summary>The line that put the stage into the pipeline; null if the source is not available.</summary>
    public SourceLine? Source { get; init; }

    /// <summary>Whether this is a stage of the pipeline rather than what surrounds it.</summary>
    public bool IsStage => Number.Length > 0;

    /// <summary>The mean own time for one call, in µs.</summary>
    public double MicrosecondsPerCall => Calls == 0 ? 0 : OwnTime.TotalMicroseconds / Calls;

    internal string Title => IsStage ? $"{Number} {Name}" : Name;

    /// <summary>Garbage collections of all generations, of 1 and 2, and of 2.</summary>
    internal string CollectionCounts => $"{Collections}/{Collections1}/{Collections2}";

    /// <summary>The stage's number and name, and the columns that it adds.</summary>
    public override string ToString() => Columns.Count > 0 ? $"{Title} → {string.Join(", ", Columns)}" : Title;
}
