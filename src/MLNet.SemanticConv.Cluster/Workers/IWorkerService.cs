using Orleans.Services;

namespace MLNet.SemanticConv.Cluster;

/// <summary>The service of each silo that does steps of jobs, several at once.</summary>
/// <remarks>A step may take any time; when the silo dies, Orleans ends the call at once.</remarks>
internal interface IWorkerService : IGrainService
{
    /// <summary>How many steps it does at once.</summary>
    Task<int> GetThreadsAsync();

    /// <summary>Tags a part. Two calls for one part share the work.</summary>
    [ResponseTimeout("100.00:00:00")]
    Task<PartResult> TagAsync(TaggingWork work, TextPart part, CancellationToken cancellationToken);

    /// <summary>Does a step of a training, which is given as JSON.</summary>
    [ResponseTimeout("100.00:00:00")]
    Task<StepOutcome> TrainAsync(WordVectorsWork work, string step, CancellationToken cancellationToken);
}
