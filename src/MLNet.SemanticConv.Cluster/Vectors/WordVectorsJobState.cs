namespace MLNet.SemanticConv.Cluster;

/// <summary>What a job must not forget.</summary>
[GenerateSerializer]
internal sealed class WordVectorsJobState
{
    [Id(0)]
    public WordVectorsWork? Work { get; set; }

    [Id(1)]
    public WordVectorsState State { get; set; }

    /// <summary>How far the training is, a <see cref="DistributedState"/> as JSON.</summary>
    [Id(2)]
    public string Progress { get; set; } = "{}";

    [Id(3)]
    public string? Error { get; set; }

    /// <summary>What the output was when it was written.</summary>
    [Id(4)]
    public string? OutputStamp { get; set; }
}
