using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MLNet.SemanticConv.Serving;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers text taggers.</summary>
public static class SemanticTaggerServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="SemanticTagger"/>, which is loaded when the host starts and again when its file changes, with its health check
    /// ("semantic-tagger") and its telemetry (<see cref="TaggingTelemetry.Name"/>). A host that is stopped while the first model loads
    /// stops at once: its start throws <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="modelPath">The model, a .zip file.</param>
    /// <param name="configure">Sets limits.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    public static IServiceCollection AddSemanticTagger(
        this IServiceCollection services, string modelPath, Action<SemanticTaggerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        services.AddOptions<SemanticTaggerOptions>()
            .Configure(options =>
            {
                options.ModelPath = modelPath;
                configure?.Invoke(options);
            })
            .Validate(
                options => options is { MaximumTextLength: > 0, MaximumBatchSize: > 0, MaximumRequestBytes: > 0, MaximumModelBytes: > 0 },
                $"The limits of {nameof(SemanticTaggerOptions)} must be greater than 0.")
            .Validate(
                options => options.LoadTimeout > TimeSpan.Zero || options.LoadTimeout == Timeout.InfiniteTimeSpan,
                $"{nameof(SemanticTaggerOptions.LoadTimeout)} must be greater than 0, or "
                    + $"{nameof(Timeout)}.{nameof(Timeout.InfiniteTimeSpan)}.");
        services.AddMetrics();
        services.AddProblemDetails();
        services.TryAddSingleton<TaggingTelemetry>();
        services.TryAddSingleton(provider => new SemanticTagger(
            provider.GetRequiredService<IOptions<SemanticTaggerOptions>>(),
            provider.GetRequiredService<TaggingTelemetry>(),
            provider.GetRequiredService<ILogger<SemanticTagger>>(),
            provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None));
        services.TryAddSingleton<ShutdownDeadline>();
        services.TryAddSingleton<RequestBody>();
        services.TryAddSingleton<TaggingRequests>();
        services.AddHostedService<ModelWatcher>();
        services.AddHealthChecks().AddCheck<SemanticTaggerHealthCheck>("semantic-tagger");
        return services;
    }
}
