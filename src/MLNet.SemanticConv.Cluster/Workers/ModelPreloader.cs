using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Loads models while the silo starts.</summary>
internal sealed partial class ModelPreloader(
    LoadedModels models, IOptions<SemanticTaggingOptions> options, ILogger<ModelPreloader> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(ModelPreloader), ServiceLifecycleStage.First, _ =>
    {
        foreach (string model in options.Value.Models) Task.Run(() => Load(model), CancellationToken.None).Ignore();
        return Task.CompletedTask;
    });

    private void Load(string model)
    {
        try
        {
            models.Preload(model);
        }
        catch (Exception exception)
        {
            // a job that asks for it fails, and says why
            LogFailed(exception, model);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Model {Model} could not be loaded.")]
    private partial void LogFailed(Exception exception, string model);
}
