using MLNet.Shared;
using ScottPlot;

namespace MLNet.SemanticConv.Cli;

/// <summary>Words on the plane of their first two principal components.</summary>
internal static class WordMapPlot
{
    private const int Width = 900, Height = 560, Border = 60, TitleHeight = 40, FontSize = 14, Radius = 4;

    private static readonly MarkerShape[] Shapes =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond];

    /// <summary>For a picture of 900 × 600 pixels.</summary>
    public static Plot Of(WordMap map)
    {
        Plot plot = new();
        var places = PictureScale.Pixels([.. map.Points.Select(point => (point.X, point.Y))], Width, Height, Border);
        var labels = LabelPlacement.Place(places, [.. map.Points.Select(point => point.Word)], FontSize, Radius, Width, Height);
        foreach (var (i, point) in map.Points.Index())
        {
            Color color = Color.FromHex(PictureColors.Of(point.Group));
            plot.Add.Marker(places[i].X, -places[i].Y, Shapes[point.Group % Shapes.Length], 2 * Radius, color);
            if (labels[i] is not { } label) continue;
            var text = plot.Add.Text(point.Word, label.X, -label.Y);
            (text.LabelAlignment, text.LabelFontSize, text.LabelFontColor) = (Alignment.MiddleCenter, FontSize, color);
        }
        plot.Title($"{Figures.Counted(map.Points.Count, "word")}, {map.ExplainedVariance:P0} of their variance", 16);
        plot.Axes.SetLimits(0, Width, -Height, 0);
        PlotFile.HideAxes(plot);
        plot.Layout.Fixed(new PixelPadding(0, 0, 0, TitleHeight));
        return plot;
    }
}
