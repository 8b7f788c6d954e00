using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MLNet.SemanticConv.Serving;

/// <summary>Healthy if the newest model tags; degraded if the newest file is not a valid model and the old one goes on.</summary>
internal sealed class SemanticTaggerHealthCheck(SemanticTagger tagger) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> data = new() { ["labels"] = tagger.Current.Labels.Count, ["loadedAt"] = tagger.LoadedAt };
        return Task.FromResult(tagger.LastError is { } error
            ? HealthCheckResult.Degraded(error, data: data)
            : HealthCheckResult.Healthy($"{tagger.Current.Labels.Count} labels", data));
    }
}
