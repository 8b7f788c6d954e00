using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.Profiling;

public class TelemetryTests
{
    private const string Name = "MLNet.SemanticConv";

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void AListener_SeesFitsPassesAndStages()
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
        using var meter = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == Name) l.EnableMeasurementEvents(instrument); } };
        meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name != "semconv.stage.calls") return;
            foreach (var tag in tags)
                if (tag is { Key: "stage", Value: string stage }) calls[stage] = calls.GetValueOrDefault(stage) + value;
        });
        meter.Start();

        var model = SlowStages.First(_ml, TimeSpan.Zero).Append(_ml.Transforms.CopyColumns("TelemetryCopy", "A")).Append(_ml.Transforms.Concatenate("TelemetryVector", "A"))
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
}
