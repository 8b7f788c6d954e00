using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MLNet.SemanticConv.Profiling;

/// <summary>
/// What OpenTelemetry and other listeners see under the name MLNet.SemanticConv. Spans: each estimator's Fit, each pass over a transformed view.
/// Counters, by stage: semconv.stage.time (s), semconv.stage.calls, semconv.stage.allocated (By). They are read when a listener asks, from what
/// profiled models record in any case.
/// </summary>
internal static class Telemetry
{
    public const string Name = "MLNet.SemanticConv";

    private static readonly List<WeakReference<Recorder>> Recorders = [];
    private static readonly Meter Meter = new(Name);
    private static readonly Instrument[] Instruments =
    [
        Meter.CreateObservableCounter("semconv.stage.time", () => Observe(sums => sums.Seconds), "s", "Time in a stage itself."),
        Meter.CreateObservableCounter("semconv.stage.calls", () => Observe(sums => sums.Calls), "{call}", "Values that a stage was asked for."),
        Meter.CreateObservableCounter("semconv.stage.allocated", () => Observe(sums => sums.Bytes), "By", "Bytes that a stage itself allocated."),
    ];

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Whether somebody listens at all.</summary>
    public static bool IsListenedTo => Source.HasListeners() || Instruments.Any(instrument => instrument.Enabled);

    public static void Add(Recorder recorder)
    {
        lock (Recorders)
        {
            Recorders.RemoveAll(reference => !reference.TryGetTarget(out _));
            Recorders.Add(new(recorder));
        }
    }

    private static List<Measurement<T>> Observe<T>(Func<StageSums, T> value) where T : struct
    {
        var sums = new Dictionary<(string Stage, string Activity), StageSums>();
        lock (Recorders)
            foreach (var reference in Recorders)
                if (reference.TryGetTarget(out var recorder))
                    foreach (var activity in recorder.Total().Children) Collect(activity, activity.Frame.Activity.ToString(), sums);
        return [.. sums.Select(pair => new Measurement<T>(value(pair.Value), new("stage", pair.Key.Stage), new("activity", pair.Key.Activity)))];
    }

    private static void Collect(CallTotals node, string activity, Dictionary<(string, string), StageSums> sums)
    {
        var stage = node.Frame.Stage;
        var key = (stage.Place.Length > 0 ? $"{stage.Number} {stage.Name}" : stage.Name, activity);
        var sum = sums.GetValueOrDefault(key);
        sums[key] = new(
            sum.Seconds + (double)node.OwnTicks / Stopwatch.Frequency,
            sum.Calls + (node.Frame.Kind == FrameKind.Get ? node.Calls : 0),
            sum.Bytes + node.OwnBytes);
        foreach (var child in node.Children) Collect(child, activity, sums);
    }

    private readonly record struct StageSums(double Seconds, long Calls, long Bytes);
}
