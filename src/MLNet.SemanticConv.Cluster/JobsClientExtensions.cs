namespace MLNet.SemanticConv.Cluster;

/// <summary>Asks a cluster for its jobs.</summary>
public static class JobsClientExtensions
{
    /// <summary>How far the newest jobs of a cluster are, of tagging and of training.</summary>
    /// <param name="client">The cluster.</param>
    /// <returns>A <see cref="TaggingStatus"/> or a <see cref="WordVectorsStatus"/> for each job, the newest first.</returns>
    public static async Task<IReadOnlyList<JobStatus>> GetJobsAsync(this IClusterClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        IReadOnlyList<GrainId> jobs = await client.GetGrain<IJobsGrain>(0).GetAsync().ConfigureAwait(false);
        return await Task.WhenAll(jobs.Select(job => client.GetGrain<IJob>(job).GetStatusAsync())).ConfigureAwait(false);
    }
}
