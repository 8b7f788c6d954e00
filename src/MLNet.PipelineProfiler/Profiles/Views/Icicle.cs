using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>A call tree as boxes: each under the one that asked for it, as wide as what it took.</summary>
internal sealed class Icicle
{
    /// <summary>The height of a box in pixels, with the gap below it.</summary>
    public const int RowHeight = 21;

    private const double LeastWidth = 0.05;   // percent: less cannot be seen

    // Tints of the colours of Okabe and Ito (2008), which people with any colour vision can tell apart; the boxes also hold the names.
    private static readonly string[] Colors = ["#8fcdef", "#f4be5a", "#7ccfb4", "#f2e877", "#7fb2dc", "#f0a27a", "#e0a8c8"];
    private const string NoStage = "#c9cdd2";

    private readonly List<IcicleBox> _boxes = [];
    private readonly Func<ProfileNode, double> _own;
    private readonly Func<double, string> _text;
    private readonly Dictionary<string, string> _colors = [];

    /// <param name="activity">Whose calls.</param>
    /// <param name="own">What a call took by itself.</param>
    /// <param name="text">How that is written.</param>
    public Icicle(ActivityProfile activity, Func<ProfileNode, double> own, Func<double, string> text)
    {
        (_own, _text) = (own, text);
        foreach (var stage in activity.Stages.Where(stage => stage.IsStage)) _colors[stage.Title] = Colors[_colors.Count % Colors.Length];
        Whole = Total(activity.Tree);
        Place(activity.Tree, 0, 0);
    }

    public static Icicle OfTime(ActivityProfile activity) => new(activity, node => node.OwnSeconds, Figures.Duration);

    public static Icicle OfBytes(ActivityProfile activity) => new(activity, node => node.OwnBytes, bytes => Figures.Bytes((long)bytes));

    /// <summary>What all calls took; without any there are no boxes.</summary>
    public double Whole { get; }

    public string WholeText => _text(Whole);

    public IReadOnlyList<IcicleBox> Boxes => _boxes;

    /// <summary>The height of all rows in pixels.</summary>
    public int Height { get; private set; }

    private double Total(ProfileNode node) => _own(node) + node.Children.Sum(Total);

    private void Place(ProfileNode node, double left, int row)
    {
        double total = Total(node), width = 100 * total / Whole;
        if (!(width >= LeastWidth)) return;
        Height = Math.Max(Height, RowHeight * (row + 1));
        string title = $"{node.Name}: {_text(total)} with what it asked for, {_text(_own(node))} of its own, "
            + $"{Figures.Count(node.Calls)} calls, {Figures.Percent(width / 100)} %";
        _boxes.Add(new(node.Name, title, left, width, row, _colors.GetValueOrDefault(node.Stage, NoStage)));
        foreach (var child in node.Children.OrderByDescending(Total))
        {
            Place(child, left, row + 1);
            left += 100 * Total(child) / Whole;
        }
    }
}
