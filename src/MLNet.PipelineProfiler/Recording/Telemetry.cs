using System.Diagnostics;
using System.Diagnostics.Metrics;
using StageTable = System.Collections.Generic.Dictionary<(string Stage, string Activity), MLNet.PipelineProfiler.Telemetry.StageSums>;

namespace MLNet.PipelineProfiler;

/// <summary>
/// What OpenTelemetry and other listeners see under the name MLNet.PipelineProfiler. Spans: each estimator's Fit, each pass over a
/// transformed view.
/// Counters, by stage: mlnet.stage.time (s), mlnet.stage.calls, mlnet.stage.allocated (By). They are read when a listener asks, from what
/// profiled models record in any case; what a model records after the last asking and before it is collected is lost.
/// </summary>
internal static class Telemetry
{
    public const string Name = "MLNet.PipelineProfiler";

    private static readonly List<WatchedRecorder> Watched = [];

    // What collected models had recorded: a counter never falls.
    private static readonly StageTable Collected = [];
    private static readonly Meter Meter = new(Name);
    private static readonly Instrument[] Instruments =
    [
        Meter.CreateObservableCounter("mlnet.stage.time", () => Observe(sums => sums.Seconds), "s", "Time spent in the stage itself."),
        Meter.CreateObservableCounter("mlnet.stage.calls", () => Observe(sums => sums.Calls), "{call}",
            "Values that were read from the stage."),
        Meter.CreateObservableCounter("mlnet.stage.allocated", () => Observe(sums => sums.Bytes), "By",
            "Bytes that the stage itself allocated."),
    ];

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Whether somebody listens at all.</summary>
    public static bool IsListenedTo => Source.HasListeners() || Instruments.Any(instrument => instrument.Enabled);

    public static void Add(Recorder recorder)
    {
        lock (Watched)
        {
            KeepSumsOfCollected();
            Watched.Add(new(recorder));
        }
    }

    private static void KeepSumsOfCollected() => Watched.RemoveAll(watched =>
    {
        if (watched.IsAlive) return false;
        Add(watched.Seen, Collected);
        return true;
    });

    private static List<Measurement<T>> Observe<T>(Func<StageSums, T> value) where T : struct
    {
        StageTable sums = [];
        lock (Watched)
        {
            KeepSumsOfCollected();
            foreach (var watched in Watched) watched.Observe();
            foreach (var table in Watched.Select(watched => watched.Seen).Append(Collected)) Add(table, sums);
        }
        return [.. sums.Select(
            pair => new Measurement<T>(value(pair.Value), new("stage", pair.Key.Stage), new("activity", pair.Key.Activity)))];
    }

    private static void Add(StageTable table, StageTable sums)
    {
        foreach (var (stage, more) in table) sums[stage] = sums.GetValueOrDefault(stage) + more;
    }

    private static void Collect(CallTotals node, string activity, StageTable sums)
    {
        var stage = node.Frame.Stage;
        var key = (stage.Place.Length > 0 ? $"{stage.Number} {stage.Name}" : stage.Name, activity);
        sums[key] = sums.GetValueOrDefault(key)
            + new StageSums((double)node.OwnTicks / Stopwatch.Frequency, node.Frame.Kind == FrameKind.Get ? node.Calls : 0, node.OwnBytes);
        foreach (var child in node.Children) Collect(child, activity, sums);
    }

    /// <summary>A recorder as long as its model lives, and what it had recorded when somebody last asked.</summary>
    private sealed class WatchedRecorder(Recorder recorder)
    {
        private readonly WeakReference<Recorder> _recorder = new(recorder);

        public StageTable Seen { get; private set; } = [];

        public bool IsAlive => _recorder.TryGetTarget(out _);

        /// <summary>Looks at it again, if it is still there.</summary>
        public void Observe()
        {
            if (!_recorder.TryGetTarget(out var recorder)) return;
            Seen = [];
            foreach (var activity in recorder.Total().Children) Collect(activity, activity.Frame.Activity.ToString(), Seen);
        }
    }

    internal readonly record struct StageSums(double Seconds, long Calls, long Bytes)
    {
        public static StageSums operator +(StageSums a, StageSums b) => new(a.Seconds + b.Seconds, a.Calls + b.Calls, a.Bytes + b.Bytes);
    }
}
