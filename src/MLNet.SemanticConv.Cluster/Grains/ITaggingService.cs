using Orleans.Services;

namespace MLNet.SemanticConv.Cluster;

/// <summary>What each silo does: it tags parts, as many at once as it has cores.</summary>
internal interface ITaggingService : IGrainService
{
    /// <summary>How many parts it tags at once.</summary>
    Task<int> GetThreadsAsync();

    /// <summary>Tags a part. Two calls for one part share the work.</summary>
    /// <remarks>A part may be a packed file of any size; when the silo dies, Orleans ends the call at once.</remarks>
    [ResponseTimeout("100.00:00:00")]
    Task<PartResult> TagAsync(TaggingWork work, TextPart part, CancellationToken cancellationToken);
}
