using System.Globalization;
using System.Net;
using System.Text;
using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>
/// Tables and icicle charts in HTML: a fragment that needs no script, and a page around it whose script lets charts be clicked and tables
/// be sorted.
/// </summary>
internal static class HtmlView
{
    public static string WritePage(PipelineProfile profile)
        => Resource("Profile.html").Replace("{{fragment}}", WriteFragment(profile), StringComparison.Ordinal);

    public static string WriteFragment(PipelineProfile profile)
    {
        var html = new StringBuilder($"<div class=\"pipeline-profile\">\n<style>\n{Resource("Profile.css")}</style>\n");
        foreach (var advice in profile.Advice)
            html.Append($"<div class=\"advice\">{Encode($"{advice.Activity}: {advice.Message}")}</div>\n");
        foreach (var activity in profile.Activities)
        {
            html.Append($"<section>\n<h2>{Encode(activity.ToString())}</h2>\n");
            WriteChart(html, "Time", isOpen: true, Icicle.OfTime(activity));
            WriteChart(html, "Allocated bytes", isOpen: false, Icicle.OfBytes(activity));
            WriteTable(html, activity);
            html.Append("</section>\n");
        }
        return html.Append("</div>\n").ToString();
    }

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    public static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    // Where the boxes are is in the HTML: no script draws them.
    private static void WriteChart(StringBuilder html, string title, bool isOpen, Icicle icicle)
    {
        if (icicle.Whole <= 0) return;
        html.Append($"<details{(isOpen ? " open=\"\"" : "")}><summary>{title}: {Encode(icicle.WholeText)}</summary>\n")
            .Append($"<div class=\"chart\" style=\"height:{icicle.Height}px\">\n");
        foreach (var box in icicle.Boxes)
        {
            string left = Number(box.Left), width = Number(box.Width);
            int top = Icicle.RowHeight * box.Row;
            html.Append($"<div class=\"frame\" title=\"{Encode(box.Title)}\" ")
                .Append($"data-left=\"{left}\" data-width=\"{width}\" data-row=\"{box.Row}\" ")
                .Append($"style=\"left:{left}%;width:{width}%;top:{top}px;background:{box.Color}\">{Encode(box.Name)}</div>\n");
        }
        html.Append("</div></details>\n");
    }

    private static void WriteTable(StringBuilder html, ActivityProfile activity)
    {
        string[] heads = ["stage", "calls", "× row", "passes", "own", "%", "cumulative", "cpu", "p50 µs", "p95 µs", "p99 µs",
            "allocated", "GC 0/1/2", "live", "peak heap", "width", "non-zeros", "model"];
        html.Append("<div class=\"scroll\"><table>\n<thead><tr>");
        foreach (string head in heads) html.Append($"<th>{head}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var stage in activity.SortedStages(ProfileSort.OwnTime))
        {
            html.Append($"<tr><td>{Encode(stage.ToString())}{Source(stage)}</td>");
            Cell(stage.Calls, Figures.Count(stage.Calls));
            Cell(stage.Recomputation, Figures.Factor(stage.Recomputation));
            Cell(stage.Passes, stage.Passes > 0 ? Figures.Count(stage.Passes) : "");
            Cell(stage.OwnTime.TotalSeconds, Figures.Duration(stage.OwnTime.TotalSeconds));
            Share(activity.ShareOf(stage));
            Cell(stage.CumulativeTime.TotalSeconds, Figures.Duration(stage.CumulativeTime.TotalSeconds));
            Cell(stage.OwnCpuTime.TotalSeconds, Figures.Duration(stage.OwnCpuTime.TotalSeconds));
            Cell(stage.MedianMicroseconds, Figures.Micros(stage.MedianMicroseconds));
            Cell(stage.Percentile95Microseconds, Figures.Micros(stage.Percentile95Microseconds));
            Cell(stage.Percentile99Microseconds, Figures.Micros(stage.Percentile99Microseconds));
            Cell(stage.AllocatedBytes, Figures.Bytes(stage.AllocatedBytes));
            Cell(stage.Collections, stage.Collections > 0 ? stage.CollectionCounts : "");
            Cell(stage.LiveBytes ?? 0, Figures.Bytes(stage.LiveBytes));
            Cell(stage.PeakBytes, Figures.Bytes(stage.PeakBytes));
            Cell(stage.Width ?? 0, stage.Width is { } width ? Figures.Count(width) : "");
            Cell(stage.NonZeros ?? 0, stage.NonZeros is { } count ? count.ToString("0.0", CultureInfo.InvariantCulture) : "");
            Cell(stage.ModelBytes ?? 0, Figures.Bytes(stage.ModelBytes));
            html.Append("</tr>\n");
        }
        html.Append("</tbody>\n</table></div>\n");

        void Cell(double value, string text) => html.Append($"<td data-value=\"{Number(value)}\">{Encode(text)}</td>");

        // A bar in the background of the number.
        void Share(double? share)
        {
            string percent = Number(100 * (share ?? 0));
            html.Append(
                $"<td data-value=\"{percent}\" style=\"background:linear-gradient(90deg,#e69f0066 {percent}%,transparent {percent}%)\">")
                .Append($"{Figures.Percent(share)}</td>");
        }
    }

    private static string Source(StageProfile stage)
    {
        if (stage.Source is not { } source || !stage.IsStage) return "";
        string line = source.Line > 0 ? $"{Path.GetFileName(source.File)}:{source.Line}  " : "";
        return $"<small>{Encode(line + source.Text)}</small>";
    }

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlView).Assembly.GetManifestResourceStream($"MLNet.PipelineProfiler.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
