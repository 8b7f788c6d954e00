namespace MLNet.SemanticConv.Cluster;

/// <summary>A job of any kind. Its key is a name of the job.</summary>
internal interface IJob : IGrainWithStringKey
{
    /// <summary>How far it is.</summary>
    Task<JobStatus> GetStatusAsync();

    /// <summary>Stops; what is done stays for another run.</summary>
    Task CancelAsync();
}
