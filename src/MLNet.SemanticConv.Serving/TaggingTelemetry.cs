using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MLNet.SemanticConv.Serving;

/// <summary>The metrics and traces for OpenTelemetry and <c>dotnet-counters</c>: add a meter and a source named
/// <see cref="Name"/>.</summary>
public sealed class TaggingTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "MLNet.SemanticConv.Serving";

    private readonly Counter<long> _texts, _refused, _reloads;
    private readonly Histogram<double> _duration;

    /// <summary>Creates the meter and its instruments.</summary>
    /// <param name="meters">Creates the meter.</param>
    public TaggingTelemetry(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(Name);
        _texts = meter.CreateCounter<long>("semconv.tagging.texts", "{text}", "Texts tagged.");
        _refused = meter.CreateCounter<long>("semconv.tagging.refused", "{request}", "Requests and lines of streams that were refused.");
        _reloads = meter.CreateCounter<long>("semconv.model.reloads", "{reload}", "Changed model files, by outcome.");
        _duration = meter.CreateHistogram<double>("semconv.tagging.duration", "s", "Time to tag one text.",
            advice: new() { HistogramBucketBoundaries = [0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1] });
    }

    internal static ActivitySource Source { get; } = new(Name);

    internal Tagging Measure(SemanticTagger tagger, string text)
    {
        long start = Stopwatch.GetTimestamp();
        var tagging = tagger.Tag(text);
        _duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        _texts.Add(1);
        return tagging;
    }

    internal void CountRefused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    internal void CountReload(bool succeeded)
        => _reloads.Add(1, new KeyValuePair<string, object?>("outcome", succeeded ? "loaded" : "kept"));
}
