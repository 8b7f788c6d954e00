namespace MLNet.SemanticConv.Cluster;

/// <summary>The jobs of the cluster.</summary>
internal interface ITaggingJobsGrain : IGrainWithIntegerKey
{
    Task AddAsync(string job);

    /// <summary>The jobs, the newest first.</summary>
    Task<IReadOnlyList<string>> GetAsync();
}
