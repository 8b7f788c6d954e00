using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>The main figures of each stage, for Markdown.</summary>
internal static class MarkdownView
{
    public static string Write(PipelineProfile profile, ProfileSort sort)
    {
        var report = new Report();
        foreach (var activity in profile.Activities)
        {
            var table = new TextTable(TableColumn.Text("stage"), "calls", "× row", "own s", "%", "cumulative s", "µs a call", "allocated");
            foreach (var stage in activity.SortedStages(sort))
                table.Add(stage.ToString(), Figures.Count(stage.Calls), Figures.Factor(stage.Recomputation), Figures.Seconds(stage.OwnTime),
                    Figures.Percent(activity.ShareOf(stage)), Figures.Seconds(stage.CumulativeTime), Figures.Micros(stage.MicrosecondsPerCall),
                    Figures.Bytes(stage.AllocatedBytes));
            report.Headline(activity.ToString()).Table(table);
        }
        foreach (var advice in profile.Advice) report.Line($"{advice.Activity}: {advice.Message}");
        return report.ToMarkdown();
    }
}
