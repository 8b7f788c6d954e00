namespace MLNet.SemanticConv.Cluster;

/// <summary>The jobs of the cluster.</summary>
internal interface IJobsGrain : IGrainWithIntegerKey
{
    Task AddAsync(GrainId job);

    /// <summary>The jobs, the newest first.</summary>
    Task<IReadOnlyList<GrainId>> GetAsync();
}
