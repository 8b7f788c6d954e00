namespace MLNet.SemanticConv.Cluster;

/// <summary>How a silo tags.</summary>
public sealed class SemanticTaggingOptions
{
    /// <summary>How many parts the silo tags at once. The default value is the number of its cores.</summary>
    public int NumberOfThreads { get; set; } = Environment.ProcessorCount;
}
