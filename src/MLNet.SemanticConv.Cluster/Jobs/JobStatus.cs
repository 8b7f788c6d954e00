namespace MLNet.SemanticConv.Cluster;

/// <summary>How far a job is, and what came of it: a <see cref="TaggingStatus"/> or a <see cref="WordVectorsStatus"/>.</summary>
[GenerateSerializer, Immutable]
public abstract record JobStatus
{
    /// <summary>The file that the job makes.</summary>
    [Id(0)]
    public required string Output { get; init; }

    /// <summary>How far the job is.</summary>
    [Id(1)]
    public JobState State { get; init; }

    /// <summary>How much of the silos' work is done, from 0 to 1.</summary>
    [Id(2)]
    public double Share { get; init; }

    /// <summary>How many silos work on it.</summary>
    [Id(3)]
    public int Silos { get; init; }

    /// <summary>Why it failed, or null.</summary>
    [Id(4)]
    public string? Error { get; init; }

    /// <summary>Whether the job has completed, failed or been cancelled.</summary>
    public bool HasEnded => State is JobState.Completed or JobState.Failed or JobState.Cancelled;
}
