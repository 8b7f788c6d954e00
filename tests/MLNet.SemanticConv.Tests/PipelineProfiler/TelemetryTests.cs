using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.PipelineProfiler.Tests;

public class TelemetryTests
{
    private const string Name = "MLNet.PipelineProfiler";

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Only_for_listeners_nothing_stands_in_between_until_somebody_listens()
    {
        var profiled = SlowStages.First(_ml, TimeSpan.Zero).Profile(new() { OnlyForListeners = true });
        var model = profiled.Fit(SlowStages.Numbers(_ml, 1));
        Use();
        Assert.Empty(profiled.GetProfile().Activities);
        Assert.Equal(model.Model.Transform(SlowStages.Numbers(_ml, 1)).GetType(), model.Transform(SlowStages.Numbers(_ml, 1)).GetType());

        using (var meter = new MeterListener())
        {
            meter.InstrumentPublished = ListenToOurs;
            meter.Start();
            profiled.Fit(SlowStages.Numbers(_ml, 1));
            Use();
        }
        var seen = profiled.GetProfile().Activities;
        Assert.Equal([ProfiledActivity.Fit, ProfiledActivity.Transform, ProfiledActivity.Predict],
            seen.Select(activity => activity.Activity));
        Use();
        Assert.Equal(10, profiled.GetProfile()[ProfiledActivity.Transform].Stages.Single(stage => stage.IsStage).Calls);

        void Use()
        {
            Assert.Equal(10, model.Transform(SlowStages.Numbers(_ml, 10)).GetColumn<float>("A").Count());
            using var engine = _ml.Model.CreatePredictionEngine<SlowStages.Number, SlowStages.ColumnA>(model);
            Assert.Equal(4, engine.Predict(new() { Value = 3 }).A);
        }
    }

    [Fact]
    public void A_listener_sees_fits_passes_and_stages()
    {
        var spans = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => { lock (spans) spans.Add(activity.OperationName); },
        };
        ActivitySource.AddActivityListener(listener);
        var calls = new Dictionary<string, long>();
        using var meter = CallsTo(calls);

        var model = SlowStages.First(_ml, TimeSpan.Zero).Append(_ml.Transforms.CopyColumns("TelemetryCopy", "A"))
            .Append(_ml.Transforms.Concatenate("TelemetryVector", "A"))
            .Profile().Fit(SlowStages.Numbers(_ml, 1));
        _ = model.Transform(SlowStages.Numbers(_ml, 77)).GetColumn<float[]>("TelemetryVector").Count();
        meter.RecordObservableInstruments();

        lock (spans)
        {
            Assert.Contains("fit 3 ColumnConcatenating", spans);
            Assert.Contains("transform", spans);
        }
        Assert.True(calls["3 ColumnConcatenating"] >= 77);
        GC.KeepAlive(model);
    }

    [Fact]
    public void Counters_never_fall_though_models_are_collected()
    {
        const string Stage = "1 OfThisTest";
        var calls = new Dictionary<string, long>();
        using var meter = CallsTo(calls);
        var recorder = RecordAndAsk(meter);
        Assert.Equal(2, calls[Stage]);

        for (int i = 0; i < 10 && recorder.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(recorder.IsAlive);
        for (int i = 0; i < 2; i++)
        {
            calls.Clear();
            meter.RecordObservableInstruments();
            Assert.Equal(2, calls[Stage]);
        }
    }

    /// <summary>On a thread of its own, for a thread holds the recorder that it used last.</summary>
    private static WeakReference RecordAndAsk(MeterListener meter)
    {
        WeakReference? weak = null;
        var thread = new Thread(() =>
        {
            var recorder = new Recorder(new());
            Telemetry.Add(recorder);
            var stage = recorder.StageAt([1], () => "OfThisTest");
            for (int i = 0; i < 2; i++) recorder.Measure(FrameKind.Get, stage, ProfiledActivity.Transform).Dispose();
            meter.RecordObservableInstruments();
            weak = new(recorder);
            GC.KeepAlive(recorder);
        });
        thread.Start();
        thread.Join();
        return weak!;
    }

    private static MeterListener CallsTo(Dictionary<string, long> calls)
    {
        var meter = new MeterListener { InstrumentPublished = ListenToOurs };
        meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name != "mlnet.stage.calls") return;
            foreach (var tag in tags)
                if (tag is { Key: "stage", Value: string stage }) calls[stage] = calls.GetValueOrDefault(stage) + value;
        });
        meter.Start();
        return meter;
    }

    private static void ListenToOurs(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == Name) listener.EnableMeasurementEvents(instrument);
    }
}
