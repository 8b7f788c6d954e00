namespace MLNet.SemanticConv.Cluster;

/// <summary>What a job must not forget.</summary>
[GenerateSerializer]
internal sealed class TaggingJobState
{
    /// <summary>The name of the storage that it is kept in.</summary>
    public const string Storage = "semconv";

    [Id(0)]
    public TaggingWork? Work { get; set; }

    [Id(1)]
    public TaggingState State { get; set; }

    [Id(2)]
    public List<TextPart> Parts { get; set; } = [];

    /// <summary>What came of each part, or null where it is not tagged.</summary>
    [Id(3)]
    public List<PartResult?> Results { get; set; } = [];

    [Id(4)]
    public string? Error { get; set; }

    /// <summary>What the output was when it was written.</summary>
    [Id(5)]
    public string? OutputStamp { get; set; }
}
