using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.PipelineProfiler;

namespace MLNet.SemanticConv.Benchmarks.Profiling;

/// <summary>One of the processes that <see cref="ProfilerPeer"/> compares: for each line that it reads it runs once, and writes what that
/// took.</summary>
internal static class ProfilerArm
{
    public const string Profiled = "profiled";

    private const string Listened = "profiled, listened to", Wrapped = "only for listeners";
    private const int SingleRows = 500;

    public static string[] Names => ["bare", "bare again", Profiled, Listened, Wrapped];

    /// <param name="arguments">A model, a file with a text a line, and one of the names.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is not [var path, var file, var name]) throw new ArgumentException("profiler-arm MODEL.zip TEXTS NAME");
        var ml = new MLContext();
        var rows = File.ReadLines(file).Select(line => new Row { Text = line.Split('\t')[0] }).ToArray();
        var data = ml.Data.Cache(ml.Data.LoadFromEnumerable(rows));
        var model = ml.Model.Load(path, out _);
        using var listener = name == Listened ? new Listener() : null;
        // The bare ones ask a profile too, of a model that does not run: asking is no part of what profiling a run costs.
        var profiled = model.Profile(new() { OnlyForListeners = name is not (Profiled or Listened) });
        ITransformer used = name.StartsWith("bare", StringComparison.Ordinal) ? model : profiled;
        using var engine = ml.Model.CreatePredictionEngine<Row, Scored>(used, new PredictionEngineOptions { OwnsTransformer = false });

        while (Console.ReadLine() is not null)
        {
            var before = Transformed(profiled);
            GC.Collect();
            var (batch, batchProcessor, hash) = Measure(() => Batch(used, data));
            var after = Transformed(profiled);
            var (single, singleProcessor, _) = Measure(() => Predict(engine, rows));
            int count = Math.Min(rows.Length, SingleRows);
            var overhead = after.Overhead - before.Overhead;
            Write(hash, batch, batchProcessor, single / count, singleProcessor / count, (after.Time - before.Time).TotalSeconds / batch,
                (Processor(after) - Processor(before)) / batchProcessor, overhead / (after.Work - before.Work - overhead));
        }
        Console.WriteLine(profiled.GetProfile());
    }

    private static void Write(params double[] values)
        => Console.WriteLine(string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));

    private static (TimeSpan Time, TimeSpan Work, TimeSpan Overhead, ActivityProfile? Activity) Transformed(
        ProfiledTransformer<ITransformer> profiled)
    {
        var activity = profiled.GetProfile().Activities.FirstOrDefault(a => a.Activity == ProfiledActivity.Transform);
        return activity is null ? default : (activity.Time, activity.ThreadTime - activity.WaitingTime, activity.Overhead, activity);
    }

    private static double Processor((TimeSpan, TimeSpan, TimeSpan, ActivityProfile? Activity) transformed)
        => transformed.Activity?.Stages.Sum(stage => stage.OwnCpuTime.TotalSeconds) ?? 0;

    private static (double Seconds, double ProcessorSeconds, double Result) Measure(Func<double> run)
    {
        var before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        double result = run();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, result);
    }

    // A hash of some of the bits of each row.
    private static double Batch(ITransformer model, IDataView data)
    {
        var scored = model.Transform(data);
        uint hash = 2166136261;
        using var cursor = scored.GetRowCursor([scored.Schema["Probabilities"]]);
        var get = cursor.GetGetter<VBuffer<float>>(scored.Schema["Probabilities"]);
        VBuffer<float> values = default;
        while (cursor.MoveNext())
        {
            get(ref values);
            foreach (float value in values.GetValues()[..Math.Min(8, values.GetValues().Length)])
                hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 16777619;
        }
        return hash;
    }

    private static double Predict(PredictionEngine<Row, Scored> engine, Row[] rows)
    {
        double count = 0;
        foreach (var row in rows.AsSpan(0, Math.Min(rows.Length, SingleRows))) count += engine.Predict(row).Probabilities.Length;
        return count;
    }

    /// <summary>Hears all spans, and reads the counters as an exporter does.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly ActivityListener _spans = new()
        {
            ShouldListenTo = source => source.Name == "MLNet.PipelineProfiler",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        private readonly MeterListener _counters = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "MLNet.PipelineProfiler") listener.EnableMeasurementEvents(instrument);
            },
        };
        private readonly Timer _timer;

        public Listener()
        {
            ActivitySource.AddActivityListener(_spans);
            _counters.Start();
            _timer = new(_ => _counters.RecordObservableInstruments(), null, 1000, 1000);
        }

        public void Dispose()
        {
            _timer.Dispose();
            _counters.Dispose();
            _spans.Dispose();
        }
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }

    private sealed class Scored
    {
        public float[] Probabilities { get; set; } = [];
    }
}
