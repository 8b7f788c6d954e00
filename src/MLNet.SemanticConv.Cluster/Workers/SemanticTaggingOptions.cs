namespace MLNet.SemanticConv.Cluster;

/// <summary>How a silo works on jobs.</summary>
public sealed class SemanticTaggingOptions
{
    /// <summary>How many parts the silo tags or trains at once. The default value is the number of its cores.</summary>
    public int NumberOfThreads { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// Paths of models that the silo loads while it starts; it loads others when a job first needs them. The default value is empty.
    /// </summary>
    public IReadOnlyList<string> Models { get; set; } = [];
}
