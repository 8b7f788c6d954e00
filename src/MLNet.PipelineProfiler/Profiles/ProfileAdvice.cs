namespace MLNet.PipelineProfiler;

/// <summary>A change to a pipeline that would save time.</summary>
/// <remarks>
/// What a stage computes stays the same. But a cached view can be shuffled where rows read from text cannot, so a trainer that shuffles
/// then visits the rows in another order.
/// </remarks>
/// <param name="Activity">The activity that would be faster.</param>
/// <param name="StageNumber">The stage after which something should be changed.</param>
/// <param name="Saving">The time that would be saved, of all threads together: what was spent on computing values again.</param>
/// <param name="Message">What to do, and why.</param>
public sealed record ProfileAdvice(ProfiledActivity Activity, string StageNumber, TimeSpan Saving, string Message);
