using System.Text;
using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>
/// A call tree as boxes: each under the one that asked for it, as wide as what it took. Where the boxes stand is in the HTML; no script
/// draws them.
/// </summary>
internal sealed class IcicleChart
{
    private const int RowHeight = 21;
    private const double LeastWidth = 0.05;   // percent: less cannot be seen

    // Tints of the colours of Okabe and Ito (2008), which people with any colour vision can tell apart; the names stand in the boxes
    // besides.
    private static readonly string[] Colors = ["#8fcdef", "#f4be5a", "#7ccfb4", "#f2e877", "#7fb2dc", "#f0a27a", "#e0a8c8"];
    private const string NoStage = "#c9cdd2";

    private readonly StringBuilder _boxes = new();
    private readonly Func<ProfileNode, double> _own;
    private readonly Func<double, string> _text;
    private readonly Dictionary<string, string> _colors = [];
    private readonly double _whole;
    private int _rows;

    private IcicleChart(ActivityProfile activity, Func<ProfileNode, double> own, Func<double, string> text)
    {
        (_own, _text) = (own, text);
        foreach (var stage in activity.Stages.Where(stage => stage.IsStage)) _colors[stage.Title] = Colors[_colors.Count % Colors.Length];
        _whole = Total(activity.Tree);
        Place(activity.Tree, 0, 0);
    }

    public static void Write(StringBuilder html, ActivityProfile activity, string title, bool isOpen, Func<ProfileNode, double> own, Func<double, string> text)
    {
        var chart = new IcicleChart(activity, own, text);
        if (chart._whole <= 0) return;
        html.Append($"<details{(isOpen ? " open=\"\"" : "")}><summary>{title}: {HtmlView.Encode(text(chart._whole))}</summary>\n")
            .Append($"<div class=\"chart\" style=\"height:{RowHeight * chart._rows}px\">\n").Append(chart._boxes).Append("</div></details>\n");
    }

    private double Total(ProfileNode node) => _own(node) + node.Children.Sum(Total);

    private void Place(ProfileNode node, double left, int row)
    {
        double total = Total(node), width = 100 * total / _whole;
        if (!(width >= LeastWidth)) return;
        _rows = Math.Max(_rows, row + 1);
        string name = HtmlView.Encode(node.Name), at = HtmlView.Number(left), wide = HtmlView.Number(width);
        string title = $"{node.Name}: {_text(total)} with what it asked for, {_text(_own(node))} of its own, {Figures.Count(node.Calls)} calls, {Figures.Percent(width / 100)} %";
        _boxes.Append($"<div class=\"frame\" title=\"{HtmlView.Encode(title)}\" data-left=\"{at}\" data-width=\"{wide}\" data-row=\"{row}\" ")
            .Append($"style=\"left:{at}%;width:{wide}%;top:{RowHeight * row}px;background:{_colors.GetValueOrDefault(node.Stage, NoStage)}\">{name}</div>\n");
        foreach (var child in node.Children.OrderByDescending(Total))
        {
            Place(child, left, row + 1);
            left += 100 * Total(child) / _whole;
        }
    }
}
