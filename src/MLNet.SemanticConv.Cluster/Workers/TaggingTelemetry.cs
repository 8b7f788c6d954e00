using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MLNet.SemanticConv.Cluster;

/// <summary>The metrics of a silo for OpenTelemetry and <c>dotnet-counters</c>: add a meter named <see cref="Name"/>.</summary>
public sealed class TaggingTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "MLNet.SemanticConv.Cluster";

    private readonly Counter<long> _texts, _failures, _parts;
    private readonly Histogram<double> _duration;

    /// <summary>Creates the meter and its instruments.</summary>
    /// <param name="meters">Creates the meter.</param>
    public TaggingTelemetry(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter meter = meters.Create(Name);
        _texts = meter.CreateCounter<long>("semconv.cluster.texts", "{text}", "Texts tagged by this silo.");
        _failures = meter.CreateCounter<long>("semconv.cluster.failures", "{line}", "Lines that held no text.");
        _parts = meter.CreateCounter<long>("semconv.cluster.parts", "{part}", "Parts of files that this silo was given, by outcome.");
        _duration = meter.CreateHistogram<double>("semconv.cluster.part.duration", "s", "Time to tag one part.");
    }

    internal PartResult Measure(Func<PartResult> tag)
    {
        long start = Stopwatch.GetTimestamp();
        string outcome = "failed";
        try
        {
            PartResult result = tag();
            _texts.Add(result.Texts);
            _failures.Add(result.Failures.Count);
            outcome = "tagged";
            return result;
        }
        finally
        {
            _parts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
            _duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }
}
