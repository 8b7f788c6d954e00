namespace MLNet.SemanticConv.Cluster;

/// <summary>What a training must not forget.</summary>
[GenerateSerializer]
internal sealed class WordVectorsJobRecord : JobRecord<WordVectorsWork>
{
    /// <summary>How far it is, a <see cref="DistributedState"/> as JSON.</summary>
    [Id(0)]
    public string Progress { get; set; } = "{}";
}
