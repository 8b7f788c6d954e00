namespace MLNet.SemanticConv.Cluster;

/// <summary>Asks a cluster for its jobs.</summary>
public static class JobsClientExtensions
{
    /// <summary>How far the newest jobs of a cluster are, of tagging and of training.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="cancellationToken">Cancels the call, not the jobs.</param>
    /// <returns>A <see cref="TaggingStatus"/> or a <see cref="WordVectorsStatus"/> for each job, the newest first.</returns>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static async Task<IReadOnlyList<JobStatus>> GetJobsAsync(
        this IClusterClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var jobs = await client.GetGrain<IJobsGrain>(0).GetAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return await Task.WhenAll(jobs.Select(job => client.GetGrain<IJob>(job).GetStatusAsync())).WaitAsync(cancellationToken)
            .ConfigureAwait(false);
    }
}
