using System.Text;
using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>The lists of line_profiler and memory_profiler: one line for each line of C# that appended a stage.</summary>
internal static class LineView
{
    public static string WriteTime(PipelineProfile profile) => Write(profile, activity =>
    {
        var table = new TextTable("Line #", "Hits", "Time (s)", "Per Hit (µs)", "% Time", TableColumn.Text("Line Contents"));
        foreach (var stage in activity.Stages)
            table.Add(Line(stage), Figures.Count(stage.Calls), Figures.Seconds(stage.OwnTime), Figures.Micros(stage.MicrosecondsPerCall),
                Figures.Percent(activity.ShareOf(stage)), Contents(stage));
        return table;
    });

    public static string WriteMemory(PipelineProfile profile) => Write(profile, activity =>
    {
        var table = new TextTable("Line #", "Peak heap", "Increment", "Allocated", "Occurrences", TableColumn.Text("Line Contents"));
        foreach (var stage in activity.Stages)
            table.Add(Line(stage), Figures.Bytes(stage.PeakBytes), Figures.Bytes(stage.LiveBytes), Figures.Bytes(stage.AllocatedBytes),
                Figures.Count(stage.Calls), Contents(stage));
        return table;
    });

    private static string Write(PipelineProfile profile, Func<ActivityProfile, TextTable> table)
    {
        var text = new StringBuilder();
        foreach (var activity in profile.Activities)
        {
            text.Append(activity).Append('\n');
            foreach (string file in activity.Stages.Select(stage => stage.Source?.File).OfType<string>()
                .Where(file => file.Length > 0).Distinct())
                text.Append($"File: {file}\n");
            text.Append('\n');
            table(activity).WriteTo(text);
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Line(StageProfile stage) => stage.Source is { Line: > 0 and int line } ? line.ToString() : "";

    private static string Contents(StageProfile stage)
        => stage.Source is { } source && stage.IsStage ? $"{source.Text}   # {stage.Title}" : stage.ToString();
}
