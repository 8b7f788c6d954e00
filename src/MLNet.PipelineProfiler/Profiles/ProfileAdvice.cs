namespace MLNet.PipelineProfiler;

/// <summary>A change to a pipeline that would save time.</summary>
/// <remarks>
/// What a stage computes stays the same. A cached view can be shuffled, though, where rows read from text cannot: a trainer that shuffles
/// then draws another order.
/// </remarks>
/// <param name="Activity">The activity that would be faster.</param>
/// <param name="StageNumber">The stage after which something should be changed.</param>
/// <param name="Saving">The time that would be saved, of all threads together: what was spent on values that had been computed
/// before.</param>
/// <param name="Message">What to do, and why.</param>
public sealed record ProfileAdvice(ProfiledActivity Activity, string StageNumber, TimeSpan Saving, string Message);
