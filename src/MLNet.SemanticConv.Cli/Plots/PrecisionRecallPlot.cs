using MLNet.Shared;
using ScottPlot;

namespace MLNet.SemanticConv.Cli;

/// <summary>Precision against recall as the threshold falls: a line for some labels, from the most frequent to the rarest, and one for
/// all.</summary>
internal static class PrecisionRecallPlot
{
    private const int MostLabels = 6;

    /// <exception cref="InvalidDataException">No label has positives both in training and in the data.</exception>
    public static Plot Of(ScoredTexts rows, MultiLabelMetrics metrics)
    {
        int[] labels = Choose(metrics);
        if (labels.Length == 0)
            throw new InvalidDataException(
                "--curves has nothing to draw: no row of --data has a label that the model learnt. Give rows with labels of the model.");
        Plot plot = new();
        Draw("all labels together", Colors.Black, 4, Curve(rows.Scores.SelectMany(scores => scores), rows.Gold.SelectMany(gold => gold)));
        foreach (var (i, k) in labels.Index())
        {
            LabelMetrics label = metrics.PerLabel[k];
            Color color = Color.FromHex(PictureColors.Of(i));
            Draw($"{label.Label} ({label.TrainingSupport:N0} in training)", color, 2, Curve(rows.Scores[k], rows.Gold[k]));
            if (label.Predicted > 0) plot.Add.Marker(label.Recall, label.Precision, MarkerShape.FilledCircle, 11, color);
        }
        plot.Title("Precision and recall; dots: at the model's thresholds", 16);
        plot.XLabel("recall");
        plot.YLabel("precision");
        plot.Axes.SetLimits(-0.02, 1.02, -0.02, 1.02);
        plot.ShowLegend(Edge.Right);
        return plot;

        void Draw(string name, Color color, float width, List<(double Recall, double Precision)> curve)
        {
            var line = plot.Add.ScatterLine(curve.Select(point => point.Recall).ToArray(),
                curve.Select(point => point.Precision).ToArray(), color);
            (line.LegendText, line.LineWidth) = (name, width);
        }
    }

    /// <summary>Recall and precision after each run of equal scores in which a positive is found, from the highest score down.</summary>
    public static List<(double Recall, double Precision)> Curve(IEnumerable<float> scores, IEnumerable<bool> gold)
    {
        (float Score, bool Gold)[] ranking = [.. scores.Zip(gold).OrderByDescending(pair => pair.First)];
        double positives = ranking.Count(pair => pair.Gold);
        List<(double, double)> curve = [];
        for (int i = 0, hits = 0, before = 0; i < ranking.Length; i++)
        {
            if (ranking[i].Gold) hits++;
            bool last = i == ranking.Length - 1 || ranking[i + 1].Score != ranking[i].Score;
            if (!last || hits == before) continue;
            curve.Add((hits / positives, hits / (i + 1.0)));
            before = hits;
        }
        return curve;
    }

    // Labels at even distances in the order of their support.
    private static int[] Choose(MultiLabelMetrics metrics)
    {
        int[] known = [.. Enumerable.Range(0, metrics.PerLabel.Count)
            .Where(k => metrics.PerLabel[k] is { TrainingSupport: > 0, Support: > 0 })
            .OrderByDescending(k => metrics.PerLabel[k].TrainingSupport)];
        return known.Length <= MostLabels ? known
            : [.. Enumerable.Range(0, MostLabels).Select(i => known[i * (known.Length - 1) / (MostLabels - 1)])];
    }
}
