using MLNet.PipelineProfiler;
using MLNet.Shared;
using Spectre.Console;
using TableColumn = Spectre.Console.TableColumn;

namespace MLNet.SemanticConv.Cli;

/// <summary>A profile for people, with a bar for each stage's share of the time.</summary>
internal static class ProfileTable
{
    // a window that is narrower has the columns without which a profile says little, and no bars
    private const int FullWidth = 140, BarWidth = 20;

    private static readonly (string Name, bool IsKept, Func<StageProfile, string> Cell)[] s_columns =
    [
        ("tottime", true, stage => Figures.Seconds(stage.OwnTime)),
        ("cumtime", true, stage => Figures.Seconds(stage.CumulativeTime)),
        ("ncalls", true, stage => Figures.Count(stage.Calls)),
        ("× row", false, stage => Figures.Factor(stage.Recomputation)),
        ("µs a call", false, stage => Figures.Micros(stage.MicrosecondsPerCall)),
        ("p95 µs", false, stage => Figures.Micros(stage.Percentile95Microseconds)),
        ("allocated", true, stage => Figures.Bytes(stage.AllocatedBytes)),
    ];

    /// <param name="activity">What is shown.</param>
    /// <param name="sort">What the stages are sorted by.</param>
    /// <param name="width">The width of the window, in characters.</param>
    public static Table Of(ActivityProfile activity, ProfileSort sort, int width)
    {
        bool full = width >= FullWidth;
        var columns = Array.FindAll(s_columns, column => full || column.IsKept);
        Table table = new Table().Border(TableBorder.Simple)
            .Title(activity.ToString())
            .AddColumn("stage")
            .AddColumn(new TableColumn("").NoWrap());
        foreach (var column in columns) table.AddColumn(new TableColumn(column.Name).RightAligned().NoWrap());
        foreach (StageProfile stage in activity.SortedStages(sort))
        {
            double share = activity.ShareOf(stage) ?? 0;
            string percent = activity.ShareOf(stage) is null ? "" : $"{100 * share,5:F1} %";
            string color = !stage.IsStage ? "grey" : share > 0.4 ? "red" : share > 0.15 ? "yellow" : "green";
            string bar = full ? $"{new string('█', (int)Math.Round(share * BarWidth)),-BarWidth} " : "";
            table.AddRow(
            [
                new Markup(Markup.Escape(stage.ToString()), stage.IsStage ? Style.Plain : new Style(Color.Grey)),
                new Markup($"[{color}]{bar}[/]{percent}"),
                .. columns.Select(column => new Text(column.Cell(stage))),
            ]);
        }
        return table;
    }
}
