namespace MLNet.SemanticConv.Cluster;

/// <summary>A job: it plans what is to be done, hands it to the silos and puts together what they make.</summary>
/// <typeparam name="TWork">What the job is told.</typeparam>
internal interface IJobGrain<in TWork> : IJob
{
    /// <summary>Begins, or goes on; does nothing if the output is there.</summary>
    Task StartAsync(TWork work);
}
