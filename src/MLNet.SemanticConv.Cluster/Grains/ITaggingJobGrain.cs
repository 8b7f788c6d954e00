namespace MLNet.SemanticConv.Cluster;

/// <summary>A job: it plans the parts, hands them to the silos and puts together what they make. Its key is a name of the job.</summary>
internal interface ITaggingJobGrain : IGrainWithStringKey
{
    /// <summary>Begins, or goes on; it does nothing where the output is there.</summary>
    Task StartAsync(TaggingWork work);

    /// <summary>How far it is.</summary>
    Task<TaggingStatus> GetStatusAsync();

    /// <summary>Stops; what is tagged stays for another run.</summary>
    Task CancelAsync();
}
