using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>The main figures of each stage, and a picture of who asked whom, for Markdown and for notebooks.</summary>
internal static class SummaryView
{
    public static Report Of(PipelineProfile profile, ProfileSort sort)
    {
        var report = new Report();
        foreach (var activity in profile.Activities)
        {
            report.Headline(activity.ToString());
            var icicle = Icicle.OfTime(activity);
            if (icicle.Whole > 0) report.Picture(IcicleSvg.Write(icicle), $"{icicle.WholeText}, each call below the one that asked for it");
            var table = new TextTable(TableColumn.Text("stage"), "calls", "× row", "own s", "%", "cumulative s", "µs a call", "allocated");
            foreach (var stage in activity.SortedStages(sort))
                table.Add(stage.ToString(), Figures.Count(stage.Calls), Figures.Factor(stage.Recomputation), Figures.Seconds(stage.OwnTime),
                    Figures.Percent(activity.ShareOf(stage)), Figures.Seconds(stage.CumulativeTime),
                    Figures.Micros(stage.MicrosecondsPerCall),
                    Figures.Bytes(stage.AllocatedBytes));
            report.Table(table);
        }
        foreach (var advice in profile.Advice) report.Line($"{advice.Activity}: {advice.Message}");
        return report;
    }
}
