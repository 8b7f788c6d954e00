using System.Globalization;
using System.Text;
using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>The table of cProfile, and beside it what only a pipeline has.</summary>
internal static class TableView
{
    public static string Write(PipelineProfile profile, ProfileSort sort)
    {
        var text = new StringBuilder();
        foreach (var activity in profile.Activities)
        {
            text.Append(activity).Append("\n\n");
            var times = new TextTable("ncalls", "tottime", "%", "percall µs", "cumtime", "cpu", "p50 µs",
                "p95 µs", "p99 µs", "passes", "× row",
                TableColumn.Text("stage"));
            var sizes = new TextTable("allocated", "cumulative", "GC 0/1/2", "live", "peak heap", "width", "non-zeros",
                "model", TableColumn.Text("stage"));
            foreach (var stage in activity.SortedStages(sort))
            {
                times.Add(
                    Figures.Count(stage.Calls), Figures.Seconds(stage.OwnTime), Figures.Percent(activity.ShareOf(stage)),
                    Figures.Micros(stage.MicrosecondsPerCall),
                    Figures.Seconds(stage.CumulativeTime), Figures.Seconds(stage.OwnCpuTime), Figures.Micros(stage.MedianMicroseconds),
                    Figures.Micros(stage.Percentile95Microseconds), Figures.Micros(stage.Percentile99Microseconds),
                    stage.Passes > 0 ? Figures.Count(stage.Passes) : "", Figures.Factor(stage.Recomputation), stage.ToString());
                sizes.Add(Figures.Bytes(stage.AllocatedBytes), Figures.Bytes(stage.CumulativeAllocatedBytes),
                    stage.CollectionCounts, Figures.Bytes(stage.LiveBytes), Figures.Bytes(stage.PeakBytes),
                    stage.Width is { } width ? Figures.Count(width) : "",
                    stage.NonZeros?.ToString("0.0", CultureInfo.InvariantCulture) ?? "", Figures.Bytes(stage.ModelBytes), stage.Title);
            }
            times.WriteTo(text);
            text.Append('\n');
            sizes.WriteTo(text);
            text.Append('\n');
        }
        foreach (var advice in profile.Advice) text.Append($"{advice.Activity}: {advice.Message}\n");
        return text.ToString();
    }
}
