using Spectre.Console;

namespace MLNet.SemanticConv.Cli;

/// <summary>A profile for people, with a bar for each stage's share of the time.</summary>
internal static class ProfileTable
{
    private const int BarWidth = 20;

    public static Table Of(ActivityProfile activity, ProfileSort sort)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .Title($"{activity.Activity}: {activity.Time.TotalSeconds:F3} s, {activity.ThreadTime.TotalSeconds:F3} s on all threads, "
                + $"{activity.WaitingTime.TotalSeconds:F3} s of it waiting; the profiler took {activity.Overhead.TotalSeconds:F3} s")
            .AddColumn("stage")
            .AddColumn("");
        foreach (string name in (ReadOnlySpan<string>)["tottime", "cumtime", "ncalls", "× row", "µs a call", "p95 µs", "allocated kB"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (StageProfile stage in activity.SortedStages(sort))
        {
            double share = activity.ShareOf(stage) ?? 0;
            string color = !stage.IsStage ? "grey" : share > 0.4 ? "red" : share > 0.15 ? "yellow" : "green";
            string title = $"{stage.Number} {stage.Name}{(stage.Columns.Count > 0 ? $" → {string.Join(", ", stage.Columns)}" : "")}".Trim();
            table.AddRow(
                new Markup(Markup.Escape(title), stage.IsStage ? Style.Plain : new Style(Color.Grey)),
                new Markup($"[{color}]{new string('█', (int)Math.Round(share * BarWidth)),-BarWidth}[/] {100 * share,5:F1} %"),
                new Text($"{stage.OwnTime.TotalSeconds:F3}"), new Text($"{stage.CumulativeTime.TotalSeconds:F3}"), new Text($"{stage.Calls:N0}"),
                new Text(stage.Recomputation > 0 ? $"{stage.Recomputation:0.##}" : ""), new Text($"{stage.MicrosecondsPerCall:F2}"),
                new Text($"{stage.Percentile95Microseconds:F2}"), new Text($"{stage.AllocatedBytes / 1e3:N0}"));
        }
        return table;
    }
}
