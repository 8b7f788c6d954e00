using MLNet.Shared;
using ScottPlot;

namespace MLNet.SemanticConv.Cli;

/// <summary>
/// Which labels are confused with which: for the most frequent labels the share of the rows with the label (a line) that are given each
/// label (a column) without having it; on the diagonal the share that is given the label itself.
/// </summary>
internal static class ConfusionPlot
{
    private const int MostLabels = 15;

    private static readonly Color Full = Color.FromHex(PictureColors.Of(0));

    /// <exception cref="InvalidDataException">No label of the data is known to the model.</exception>
    public static Plot Of(ScoredTexts rows)
    {
        int[] labels = [.. Enumerable.Range(0, rows.Labels.Count)
            .Where(k => rows.Gold[k].Contains(true))
            .OrderByDescending(k => rows.Gold[k].AsSpan().Count(true))
            .Take(MostLabels)];
        if (labels.Length == 0)
            throw new InvalidDataException(
                "--confusion has nothing to draw: no row of --data has a label that the model learnt. Give rows with labels of the model.");
        double[,] shares = Shares(rows, labels);
        Plot plot = new();
        for (int i = 0; i < labels.Length; i++)
            for (int j = 0; j < labels.Length; j++)
            {
                double share = shares[i, j], y = labels.Length - 1 - i;
                var cell = plot.Add.Rectangle(j - 0.5, j + 0.5, y - 0.5, y + 0.5);
                (cell.FillColor, cell.LineWidth) = (Colors.White.MixedWith(Full, share), 0);
                if (share < 0.005) continue;
                var text = plot.Add.Text($"{100 * share:F0}", j, y);
                (text.LabelAlignment, text.LabelFontSize, text.LabelFontColor) = (Alignment.MiddleCenter, 13,
                    share > 0.5 ? Colors.White : Colors.Black);
            }
        double[] places = [.. Enumerable.Range(0, labels.Length).Select(i => (double)i)];
        string[] names = [.. labels.Select(k => rows.Labels[k])];
        plot.Axes.Bottom.SetTicks(places, names);
        plot.Axes.Left.SetTicks([.. places.Reverse()], names);
        plot.Axes.Bottom.TickLabelStyle.Rotation = -45;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        plot.Axes.Bottom.MinimumSize = 9 * names.Max(name => name.Length) * 0.75f + 30;
        plot.Axes.SetLimits(-0.5, labels.Length - 0.5, -0.5, labels.Length - 0.5);
        plot.HideGrid();
        plot.Title("Labels given to rows of each true label, in %", 16);
        plot.XLabel("given label (off the diagonal: wrong)");
        plot.YLabel("true");
        return plot;
    }

    /// <summary>The shares, a line for each true label and a column for each given one.</summary>
    public static double[,] Shares(ScoredTexts rows, IReadOnlyList<int> labels)
    {
        double[,] shares = new double[labels.Count, labels.Count];
        for (int i = 0; i < labels.Count; i++)
        {
            int[] own = [.. Enumerable.Range(0, rows.Count).Where(row => rows.Gold[labels[i]][row])];
            for (int j = 0; j < labels.Count; j++)
            {
                int mistaken = own.Count(row => rows.Predicted[labels[j]][row] && (i == j || !rows.Gold[labels[j]][row]));
                shares[i, j] = (double)mistaken / Math.Max(own.Length, 1);
            }
        }
        return shares;
    }
}
