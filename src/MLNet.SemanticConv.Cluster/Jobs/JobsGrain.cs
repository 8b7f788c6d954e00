namespace MLNet.SemanticConv.Cluster;

/// <summary>The names of the newest jobs.</summary>
internal sealed class JobsGrain(
    [PersistentState("jobs", JobStorage.Name)] IPersistentState<List<GrainId>> jobs) : Grain, IJobsGrain
{
    private const int Most = 100;

    public Task AddAsync(GrainId job)
    {
        jobs.State.Remove(job);
        jobs.State.Insert(0, job);
        if (jobs.State.Count > Most) jobs.State.RemoveRange(Most, jobs.State.Count - Most);
        return jobs.WriteStateAsync();
    }

    public Task<IReadOnlyList<GrainId>> GetAsync() => Task.FromResult<IReadOnlyList<GrainId>>([.. jobs.State]);
}
