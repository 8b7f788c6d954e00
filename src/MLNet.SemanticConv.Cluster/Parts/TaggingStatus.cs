namespace MLNet.SemanticConv.Cluster;

/// <summary>How far a job is, and what came of it.</summary>
[GenerateSerializer, Immutable]
public sealed record TaggingStatus
{
    /// <summary>The file of tags.</summary>
    [Id(0)]
    public required string Output { get; init; }

    /// <summary>How far it is.</summary>
    [Id(1)]
    public TaggingState State { get; init; }

    /// <summary>How many parts it has.</summary>
    [Id(2)]
    public int Parts { get; init; }

    /// <summary>How many of them are tagged.</summary>
    [Id(3)]
    public int PartsDone { get; init; }

    /// <summary>How many texts are tagged.</summary>
    [Id(4)]
    public long Texts { get; init; }

    /// <summary>How many lines held no text and were passed over; the file named as the output and <c>.failed</c> names them.</summary>
    [Id(5)]
    public long Failures { get; init; }

    /// <summary>How many silos are at it.</summary>
    [Id(6)]
    public int Silos { get; init; }

    /// <summary>Why it failed, or null.</summary>
    [Id(7)]
    public string? Error { get; init; }

    /// <summary>Whether there is nothing more to come.</summary>
    public bool HasEnded => State is TaggingState.Completed or TaggingState.Failed or TaggingState.Cancelled;
}
