using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.ML;

namespace MLNet.SemanticConv.Serving;

/// <summary>
/// Tags texts with the newest valid model at a path. It may be used by any number of threads at once. When the file changes, the new model
/// is loaded and tried while the old one goes on tagging, for good if the new file is not a valid model.
/// </summary>
public sealed partial class SemanticTagger
{
    private readonly SemanticTaggerOptions _options;
    private readonly TaggingTelemetry _telemetry;
    private readonly ILogger<SemanticTagger> _logger;
    private volatile TextTagger _current;
    private int _reloading;
    private FileStamp _seen;

    /// <summary>Loads the model.</summary>
    /// <param name="options">Which model, and its limits.</param>
    /// <param name="telemetry">Counts texts, refusals and reloads.</param>
    /// <param name="logger">Logs every reload.</param>
    /// <param name="cancellationToken">Ends the wait for the load, for a host that is stopped while it starts.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a model that tags text, or takes longer than
    /// <see cref="SemanticTaggerOptions.LoadTimeout"/>.</exception>
    public SemanticTagger(
        IOptions<SemanticTaggerOptions> options,
        TaggingTelemetry telemetry,
        ILogger<SemanticTagger> logger,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _telemetry, _logger) = (options.Value, telemetry, logger);
        _seen = FileStamp.Of(_options.ModelPath);
        _current = LoadAsync(cancellationToken).GetAwaiter().GetResult();   // a constructor cannot await
        LoadedAt = DateTimeOffset.UtcNow;
        LogLoaded(_options.ModelPath, _current.Labels.Count);
    }

    /// <summary>The model that tags now; a later call may return a newer one.</summary>
    public TextTagger Current => _current;

    /// <summary>When the model that tags now was loaded.</summary>
    public DateTimeOffset LoadedAt { get; private set; }

    /// <summary>Why the newest file is not used, or null if it is.</summary>
    public string? LastError { get; private set; }

    /// <summary>Tags a text with the current model.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its labels.</returns>
    public Tagging Tag(string text) => _current.Tag(text);

    /// <summary>Explains which words of a text carry its labels with the current model; this takes many times as long as tagging
    /// it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its labels, or the most probable one where it has none, with the words that carry them.</returns>
    public TagExplanation Explain(string text) => _current.Explain(text);

    /// <summary>Checks the file and, if it has changed since the last check, loads it. The hosted service calls this regularly.</summary>
    /// <param name="cancellationToken">Ends the wait for a load.</param>
    /// <returns>Whether this call has loaded another model; also false while an earlier call is still loading one.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the old model goes on.</exception>
    public async Task<bool> ReloadAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _reloading, 1) == 1) return false;
        try
        {
            var stamp = FileStamp.Of(_options.ModelPath);
            if (stamp == _seen) return false;
            _seen = stamp;   // taken before the file is read: what changes meanwhile is seen next time
            Take(await LoadAsync(cancellationToken).ConfigureAwait(false));
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // A lock or a share that is away passes without a trace in the file: it is looked at again. What the file itself has wrong
            // stays.
            if (e is IOException or UnauthorizedAccessException) _seen = default;
            LastError = e.Message;
            _telemetry.CountReload(succeeded: false);
            LogKept(_options.ModelPath, e.Message);
            return false;
        }
        finally
        {
            Volatile.Write(ref _reloading, 0);
        }
    }

    private void Take(TextTagger next)
    {
        int missing = _current.Labels.Except(next.Labels).Count();
        (_current, LoadedAt, LastError) = (next, DateTimeOffset.UtcNow, null);
        _telemetry.CountReload(succeeded: true);
        LogReloaded(_options.ModelPath, next.Labels.Count, missing);
    }

    private async Task<TextTagger> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LoadingThread.RunAsync(Load, _options.LoadTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new InvalidDataException($"{_options.ModelPath} took longer to load than {_options.LoadTimeout.TotalSeconds} s, "
                + $"the {nameof(SemanticTaggerOptions.LoadTimeout)}, so it is not used. It is tried again when it changes.");
        }
    }

    private TextTagger Load()
    {
        using var activity = TaggingTelemetry.Source.StartActivity("load model");
        // the limit over all of it is ours: see LoadAsync
        var tagger = TextTagger.Load(_options.ModelPath, _options.TextColumnName, _options.MaximumModelBytes,
            _options.AcceptedParts, Timeout.InfiniteTimeSpan);
        tagger.Tag("a text to try the model with");
        activity?.SetTag("semconv.labels", tagger.Labels.Count).SetStatus(ActivityStatusCode.Ok);
        return tagger;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Path} is loaded: {Labels} labels")]
    private partial void LogLoaded(string path, int labels);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "{Path} has changed and is loaded: {Labels} labels, {Missing} of the former labels are gone")]
    private partial void LogReloaded(string path, int labels, int missing);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} has changed, but the old model goes on: {Reason}")]
    private partial void LogKept(string path, string reason);
}
