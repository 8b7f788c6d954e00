namespace MLNet.SemanticConv.Cluster;

/// <summary>How far the training of word vectors is, and what came of it.</summary>
[GenerateSerializer, Immutable]
public sealed record WordVectorsStatus
{
    /// <summary>The file of vectors.</summary>
    [Id(0)]
    public required string Output { get; init; }

    /// <summary>How far it is.</summary>
    [Id(1)]
    public WordVectorsState State { get; init; }

    /// <summary>How much of the training is done, from 0 to 1; 0 while words are counted.</summary>
    [Id(2)]
    public double Share { get; init; }

    /// <summary>All words of the text, 0 until they are counted.</summary>
    [Id(3)]
    public long Words { get; init; }

    /// <summary>How many silos are at it.</summary>
    [Id(4)]
    public int Silos { get; init; }

    /// <summary>Why it failed, or null.</summary>
    [Id(5)]
    public string? Error { get; init; }

    /// <summary>Whether there is nothing more to come.</summary>
    public bool HasEnded => State is WordVectorsState.Completed or WordVectorsState.Failed or WordVectorsState.Cancelled;
}
