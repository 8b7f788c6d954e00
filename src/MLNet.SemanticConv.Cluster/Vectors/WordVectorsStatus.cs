namespace MLNet.SemanticConv.Cluster;

/// <summary>How far the training of word vectors is. <see cref="JobStatus.Share"/> is 0 while words are counted.</summary>
[GenerateSerializer, Immutable]
public sealed record WordVectorsStatus : JobStatus
{
    /// <summary>The number of words of the text; 0 until they are counted.</summary>
    [Id(0)]
    public long Words { get; init; }
}
