using Orleans.Services;

namespace MLNet.SemanticConv.Cluster;

/// <summary>What each silo does: steps of trainings, as many at once as it has cores.</summary>
internal interface IWordVectorsService : IGrainService
{
    /// <summary>How many steps it does at once.</summary>
    Task<int> GetThreadsAsync();

    /// <summary>Does a step.</summary>
    /// <param name="work">The job.</param>
    /// <param name="step">The step, as JSON.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <remarks>When the silo dies, Orleans ends the call at once.</remarks>
    [ResponseTimeout("100.00:00:00")]
    Task<StepOutcome> DoAsync(WordVectorsWork work, string step, CancellationToken cancellationToken);
}
