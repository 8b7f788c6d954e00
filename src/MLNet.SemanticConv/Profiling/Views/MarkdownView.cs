using System.Text;

namespace MLNet.SemanticConv.Profiling;

internal static class MarkdownView
{
    public static string Write(PipelineProfile profile, ProfileSort sort)
    {
        var text = new StringBuilder();
        foreach (var activity in profile.Activities)
        {
            text.Append($"**{Figures.Headline(activity)}**\n\n");
            text.Append("| stage | calls | × row | own s | % | cumulative s | µs a call | allocated |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
            foreach (var stage in activity.SortedStages(sort))
                text.Append($"| {Escape(stage.TitleWithColumns)} | {Figures.Count(stage.Calls)} | {Figures.Factor(stage.Recomputation)} | ")
                    .Append($"{Figures.Seconds(stage.OwnTime)} | ")
                    .Append($"{Figures.Percent(activity.ShareOf(stage))} | {Figures.Seconds(stage.CumulativeTime)} | ")
                    .Append($"{Figures.Micros(stage.MicrosecondsPerCall)} | {Figures.Bytes(stage.AllocatedBytes)} |\n");
            text.Append('\n');
        }
        foreach (var advice in profile.Advice) text.Append($"- {advice.Activity}: {Escape(advice.Message)}\n");
        return text.ToString();
    }

    private static string Escape(string text) => text.Replace("|", "\\|").Replace("<", "&lt;");
}
