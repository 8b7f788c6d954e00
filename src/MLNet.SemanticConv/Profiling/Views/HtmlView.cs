using System.Text.Json;

namespace MLNet.SemanticConv.Profiling;

/// <summary>Fills in the page that stands beside this file.</summary>
internal static class HtmlView
{
    public static string Write(PipelineProfile profile)
    {
        using var stream = typeof(HtmlView).Assembly.GetManifestResourceStream("MLNet.SemanticConv.Profiling.Profile.html")!;
        using var reader = new StreamReader(stream);
        string data = JsonSerializer.Serialize(new
        {
            activities = profile.Activities.Select(activity => new
            {
                name = activity.Activity.ToString(),
                headline = Figures.Headline(activity),
                threadTime = activity.ThreadTime.TotalSeconds,
                tree = activity.Tree,
                stages = activity.Stages.Select(stage => new
                {
                    title = stage.TitleWithColumns,
                    calls = stage.Calls,
                    own = stage.OwnTime.TotalSeconds,
                    cumulative = stage.CumulativeTime.TotalSeconds,
                    cpu = stage.OwnCpuTime.TotalSeconds,
                    median = stage.MedianMicroseconds,
                    p95 = stage.Percentile95Microseconds,
                    p99 = stage.Percentile99Microseconds,
                    recomputation = stage.Recomputation,
                    passes = stage.Passes,
                    allocated = stage.AllocatedBytes,
                    peak = stage.PeakBytes,
                    live = stage.LiveBytes,
                    width = stage.Width,
                    nonZeros = stage.NonZeros,
                    model = stage.ModelBytes,
                    source = stage.Source is { } source && stage.IsStage ? $"{(source.Line > 0 ? $"{Path.GetFileName(source.File)}:{source.Line}  " : "")}{source.Text}" : null,
                }),
            }),
            advice = profile.Advice.Select(advice => $"{advice.Activity}: {advice.Message}"),
        }, Options);
        return reader.ReadToEnd().Replace("{{data}}", data, StringComparison.Ordinal);
    }

    // The strict encoder: no text of a column's name can end the script that the data stands in.
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = 1024 };
}
