namespace MLNet.PipelineProfiler;

/// <summary>A stage in two profiles.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Before">The stage in the first profile; null where it was not there.</param>
/// <param name="After">The stage in the second profile; null where it is not there.</param>
public sealed record StageDifference(ProfiledActivity Activity, StageProfile? Before, StageProfile? After)
{
    /// <summary>Own time after minus own time before: negative if the stage has become faster.</summary>
    public TimeSpan OwnTimeChange => (After?.OwnTime ?? TimeSpan.Zero) - (Before?.OwnTime ?? TimeSpan.Zero);

    /// <summary>Bytes allocated after minus bytes allocated before.</summary>
    public long AllocatedBytesChange => (After?.AllocatedBytes ?? 0) - (Before?.AllocatedBytes ?? 0);

    /// <summary>Calls after minus calls before.</summary>
    public long CallsChange => (After?.Calls ?? 0) - (Before?.Calls ?? 0);
}
