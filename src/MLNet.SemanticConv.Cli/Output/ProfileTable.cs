using MLNet.PipelineProfiler;
using MLNet.Shared;
using Spectre.Console;

namespace MLNet.SemanticConv.Cli;

/// <summary>A profile for people, with a bar for each stage's share of the time.</summary>
internal static class ProfileTable
{
    private const int BarWidth = 20;

    public static Table Of(ActivityProfile activity, ProfileSort sort)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .Title(activity.ToString())
            .AddColumn("stage")
            .AddColumn("");
        foreach (string name in (ReadOnlySpan<string>)["tottime", "cumtime", "ncalls", "× row", "µs a call", "p95 µs", "allocated"])
            table.AddColumn(new Spectre.Console.TableColumn(name).RightAligned());
        foreach (StageProfile stage in activity.SortedStages(sort))
        {
            double share = activity.ShareOf(stage) ?? 0;
            string percent = activity.ShareOf(stage) is null ? "" : $"{100 * share,5:F1} %";
            string color = !stage.IsStage ? "grey" : share > 0.4 ? "red" : share > 0.15 ? "yellow" : "green";
            table.AddRow(
                new Markup(Markup.Escape(stage.ToString()), stage.IsStage ? Style.Plain : new Style(Color.Grey)),
                new Markup($"[{color}]{new string('█', (int)Math.Round(share * BarWidth)),-BarWidth}[/] {percent}"),
                new Text(Figures.Seconds(stage.OwnTime)), new Text(Figures.Seconds(stage.CumulativeTime)),
                new Text(Figures.Count(stage.Calls)),
                new Text(Figures.Factor(stage.Recomputation)), new Text(Figures.Micros(stage.MicrosecondsPerCall)),
                new Text(Figures.Micros(stage.Percentile95Microseconds)), new Text(Figures.Bytes(stage.AllocatedBytes)));
        }
        return table;
    }
}
