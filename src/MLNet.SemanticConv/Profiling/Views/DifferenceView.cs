using System.Text;

namespace MLNet.SemanticConv.Profiling;

internal static class DifferenceView
{
    public static string Write(ProfileDifference difference)
    {
        var text = new StringBuilder();
        foreach (var activity in difference.Stages.GroupBy(stage => stage.Activity))
        {
            var before = Sum(activity, stage => stage.Before);
            var after = Sum(activity, stage => stage.After);
            text.Append($"{activity.Key}: {Figures.Seconds(before)} s → {Figures.Seconds(after)} s on all threads\n\n");
            var table = new TextTable("before s", "after s", "change s", "calls before", "calls after", "allocated", "stage");
            foreach (var pair in activity)
                table.Add(Time(pair.Before), Time(pair.After), pair.OwnTimeChange.TotalSeconds.ToString("+0.000;-0.000;0.000"),
                    Calls(pair.Before), Calls(pair.After),
                    pair.AllocatedBytesChange > 0 ? $"+{Figures.Bytes(pair.AllocatedBytesChange)}" : Figures.Bytes(pair.AllocatedBytesChange), Title(pair));
            table.WriteTo(text);
            text.Append('\n');
        }
        return text.ToString();
    }

    private static TimeSpan Sum(IEnumerable<StageDifference> stages, Func<StageDifference, StageProfile?> side)
        => stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + (side(stage)?.OwnTime ?? TimeSpan.Zero));

    private static string Time(StageProfile? stage) => stage is null ? "–" : Figures.Seconds(stage.OwnTime);

    private static string Calls(StageProfile? stage) => stage is null ? "–" : Figures.Count(stage.Calls);

    private static string Title(StageDifference pair) => (pair.After ?? pair.Before)!.TitleWithColumns;
}
