using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MLNet.SemanticConv.Serving;

/// <summary>
/// Loads the model when the host starts, so that a host without a valid model does not start, and looks for a newer one from time to time.
/// It looks rather than waits for notice of a change: mounted volumes and renamed links give none.
/// </summary>
internal sealed class ModelWatcher(SemanticTagger tagger, IOptions<SemanticTaggerOptions> options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ReloadInterval <= TimeSpan.Zero) return;
        using PeriodicTimer timer = new(options.Value.ReloadInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                await tagger.ReloadAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // the host stops
        }
    }
}
