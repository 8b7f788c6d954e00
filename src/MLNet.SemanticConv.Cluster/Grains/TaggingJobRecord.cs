namespace MLNet.SemanticConv.Cluster;

/// <summary>What the tagging of files must not forget.</summary>
[GenerateSerializer]
internal sealed class TaggingJobRecord : JobRecord<TaggingWork>
{
    [Id(0)]
    public List<TextPart> Parts { get; set; } = [];

    /// <summary>What came of each part, or null where it is not tagged.</summary>
    [Id(1)]
    public List<PartResult?> Results { get; set; } = [];
}
