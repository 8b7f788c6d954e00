using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>What a pipeline took for fitting, for transforming or for single rows.</summary>
public sealed record ActivityProfile
{
    /// <summary>What was done.</summary>
    public required ProfiledActivity Activity { get; init; }

    /// <summary>How long it took on the threads that called the pipeline, including the profiler's own time.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The time of all threads together, including those that ML.NET started. It is the sum of the stages' own times.</summary>
    public TimeSpan ThreadTime { get; init; }

    /// <summary>The part of <see cref="ThreadTime"/> in which threads had nothing to do: no row was there yet, or nobody took
    /// one.</summary>
    public TimeSpan WaitingTime { get; init; }

    /// <summary>The part of <see cref="ThreadTime"/> that went into measuring, by calibration.</summary>
    public TimeSpan Overhead { get; init; }

    /// <summary>The stages in the order of the pipeline, then what surrounds them.</summary>
    public required IReadOnlyList<StageProfile> Stages { get; init; }

    /// <summary>A stage's part of the work: of <see cref="ThreadTime"/> without <see cref="WaitingTime"/>.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>From 0 to 1; null for "(waiting)", which is not work.</returns>
    public double? ShareOf(StageProfile stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var work = ThreadTime - WaitingTime;
        return stage.Name == StageProfile.Waiting || work <= TimeSpan.Zero ? null : stage.OwnTime / work;
    }

    /// <summary>The stages in another order.</summary>
    /// <param name="sort">What they are sorted by.</param>
    public IEnumerable<StageProfile> SortedStages(ProfileSort sort) => sort switch
    {
        ProfileSort.OwnTime => Stages.OrderByDescending(stage => stage.OwnTime),
        ProfileSort.CumulativeTime => Stages.OrderByDescending(stage => stage.CumulativeTime),
        ProfileSort.Calls => Stages.OrderByDescending(stage => stage.Calls),
        ProfileSort.PerCall => Stages.OrderByDescending(stage => stage.MicrosecondsPerCall),
        ProfileSort.AllocatedBytes => Stages.OrderByDescending(stage => stage.AllocatedBytes),
        _ => Stages,
    };

    /// <summary>How long it took, and how much of that the profiler did.</summary>
    public override string ToString()
    {
        string waiting = WaitingTime > TimeSpan.Zero ? $", {Figures.Seconds(WaitingTime)} s of it waiting" : "";
        string threads = ThreadTime - Time > Time * 0.001 ? $" ({Figures.Seconds(ThreadTime)} s on all threads{waiting})" : "";
        double work = (ThreadTime - WaitingTime - Overhead).TotalSeconds;
        string percent = work > 0 ? $", {Figures.Percent(Overhead.TotalSeconds / work)} % on top of the pipeline's own" : "";
        return $"{Activity}: {Figures.Seconds(Time)} s{threads}; the profiler took {Figures.Seconds(Overhead)} s{percent}";
    }

    internal ProfileNode Tree { get; set; } = ProfileNode.Empty;
}
