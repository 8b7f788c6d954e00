namespace MLNet.SemanticConv.Cluster;

/// <summary>The tagging of files.</summary>
internal interface ITaggingJobGrain : IJobGrain<TaggingWork>;
