using ScottPlot;

namespace MLNet.SemanticConv.Cli;

/// <summary>Macro average precision against the share of labelled rows, a line for each method.</summary>
internal static class LearningCurvesPlot
{
    private static readonly MarkerShape[] Shapes =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.OpenCircle, MarkerShape.OpenSquare];

    public static Plot Of(string data, LearningCurves curves, IReadOnlyList<string> methods)
    {
        Plot plot = new();
        var colors = new ScottPlot.Palettes.ColorblindFriendly();
        double greatest = 0;
        foreach (var (index, (method, curve)) in curves.Compare(methods).Index())
        {
            if (curve.Count == 0) continue;
            double[] shares = [.. curve.Select(point => Math.Log10(point.Share))];
            var line = plot.Add.Scatter(shares, curve.Select(point => point.Mean).ToArray(), colors.GetColor(index));
            (line.LegendText, line.LineWidth, line.MarkerSize, line.MarkerShape) = (method, method == "default" ? 4 : 2, 8,
                Shapes[index % Shapes.Length]);
            foreach (var point in curve)
            {
                var range = plot.Add.Line(Math.Log10(point.Share), point.Least, Math.Log10(point.Share), point.Greatest);
                (range.Color, range.LineWidth) = (colors.GetColor(index).WithAlpha(0.5), 1);
            }
            greatest = Math.Max(greatest, curve.Max(point => point.Greatest));
        }
        plot.Title(data, 18);
        plot.XLabel("share of the rows that keep their labels");
        plot.YLabel($"mean average precision of the labels known at {curves.ReferenceBudget.Name}");
        plot.Axes.Bottom.SetTicks([.. curves.Budgets.Select(budget => Math.Log10(budget.Share))],
            [.. curves.Budgets.Select(budget => budget.Name)]);
        plot.Axes.SetLimits(Math.Log10(curves.Budgets[0].Share) - 0.05, Math.Log10(curves.Budgets[^1].Share) + 0.05, 0, greatest * 1.08);
        plot.ShowLegend(Alignment.LowerRight);
        return plot;
    }
}
