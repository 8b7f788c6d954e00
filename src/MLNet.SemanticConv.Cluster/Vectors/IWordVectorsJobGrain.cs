namespace MLNet.SemanticConv.Cluster;

/// <summary>A job: it hands the steps of the training to the silos. Its key is a name of the job.</summary>
internal interface IWordVectorsJobGrain : IGrainWithStringKey
{
    /// <summary>Begins, or goes on; it does nothing where the output is there.</summary>
    Task StartAsync(WordVectorsWork work);

    /// <summary>How far it is.</summary>
    Task<WordVectorsStatus> GetStatusAsync();

    /// <summary>Stops; what is done stays for another run.</summary>
    Task CancelAsync();
}
