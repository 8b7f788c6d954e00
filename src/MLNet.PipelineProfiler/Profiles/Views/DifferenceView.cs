using System.Globalization;
using MLNet.Shared;

namespace MLNet.PipelineProfiler;

internal static class DifferenceView
{
    public static Report Of(ProfileDifference difference)
    {
        var report = new Report();
        foreach (var activity in difference.Stages.GroupBy(stage => stage.Activity))
        {
            var before = Sum(activity, stage => stage.Before);
            var after = Sum(activity, stage => stage.After);
            var table = new TextTable("before s", "after s", "change s", "calls before", "calls after",
                "allocated", TableColumn.Text("stage"));
            foreach (var pair in activity)
                table.Add(Time(pair.Before), Time(pair.After),
                    pair.OwnTimeChange.TotalSeconds.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture),
                    Calls(pair.Before), Calls(pair.After),
                    (pair.AllocatedBytesChange > 0 ? "+" : "") + Figures.Bytes(pair.AllocatedBytesChange), Title(pair));
            report.Headline($"{activity.Key}: {Figures.Seconds(before)} s → {Figures.Seconds(after)} s on all threads").Table(table);
        }
        return report;
    }

    private static TimeSpan Sum(IEnumerable<StageDifference> stages, Func<StageDifference, StageProfile?> side)
        => stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + (side(stage)?.OwnTime ?? TimeSpan.Zero));

    private static string Time(StageProfile? stage) => stage is null ? "–" : Figures.Seconds(stage.OwnTime);

    private static string Calls(StageProfile? stage) => stage is null ? "–" : Figures.Count(stage.Calls);

    private static string Title(StageDifference pair) => (pair.After ?? pair.Before)!.ToString();
}
