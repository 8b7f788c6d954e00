namespace MLNet.SemanticConv.Cluster;

/// <summary>The names of the newest jobs.</summary>
internal sealed class TaggingJobsGrain(
    [PersistentState("jobs", TaggingJobState.Storage)] IPersistentState<List<string>> jobs) : Grain, ITaggingJobsGrain
{
    private const int Most = 100;

    public Task AddAsync(string job)
    {
        jobs.State.Remove(job);
        jobs.State.Insert(0, job);
        if (jobs.State.Count > Most) jobs.State.RemoveRange(Most, jobs.State.Count - Most);
        return jobs.WriteStateAsync();
    }

    public Task<IReadOnlyList<string>> GetAsync() => Task.FromResult<IReadOnlyList<string>>([.. jobs.State]);
}
