namespace MLNet.SemanticConv.Cluster;

/// <summary>How a silo tags.</summary>
public sealed class SemanticTaggingOptions
{
    /// <summary>How many parts the silo tags at once. The default value is the number of its cores.</summary>
    public int NumberOfThreads { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// Models that the silo loads while it starts; others it loads when the first job asks for them. The default value is none.
    /// </summary>
    public IReadOnlyList<string> Models { get; set; } = [];
}
