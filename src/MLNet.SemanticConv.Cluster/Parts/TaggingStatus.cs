namespace MLNet.SemanticConv.Cluster;

/// <summary>How far the tagging of files is, and what came of it.</summary>
[GenerateSerializer, Immutable]
public sealed record TaggingStatus : JobStatus
{
    /// <summary>How many parts the files have.</summary>
    [Id(0)]
    public int Parts { get; init; }

    /// <summary>How many of them are tagged.</summary>
    [Id(1)]
    public int PartsDone { get; init; }

    /// <summary>How many texts are tagged.</summary>
    [Id(2)]
    public long Texts { get; init; }

    /// <summary>How many lines held no text and were skipped; they are listed in a file named like the output, plus
    /// <c>.failed</c>.</summary>
    [Id(3)]
    public long Failures { get; init; }
}
