using ScottPlot;

namespace MLNet.SemanticConv.Cli;

/// <summary>How well labels are found against how often training saw them: a point for each label and a step for the mean of each bucket.</summary>
internal static class LabelsPlot
{
    private static readonly double[] Supports = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 1_000_000];

    /// <exception cref="InvalidDataException">The model does not tell how often its labels stood in training, or none of them stands in the data.</exception>
    public static Plot Of(MultiLabelMetrics metrics)
    {
        LabelMetrics[] labels = [.. metrics.PerLabel.Where(label => label.TrainingSupport > 0 && label.Support > 0)];
        if (labels.Length == 0) throw new InvalidDataException("There is nothing to draw: no label has positives both in training and in the data.");
        int greatest = labels.Max(label => label.TrainingSupport);

        Plot plot = new();
        var colors = new ScottPlot.Palettes.Category10();
        Draw("average precision", colors.GetColor(0), MarkerShape.FilledCircle, label => label.AveragePrecision, bucket => bucket.AveragePrecision);
        Draw("F1", colors.GetColor(1), MarkerShape.OpenTriangleUp, label => label.F1, bucket => bucket.F1);
        plot.Title($"{labels.Length} labels, macro average precision {metrics.MacroAveragePrecision:F3}, macro-F1 {metrics.MacroF1:F3}, micro-F1 {metrics.MicroF1:F3}", 16);
        plot.XLabel("positives in training");
        plot.YLabel("of one label; lines: mean of a range");
        double[] ticks = [.. Supports.Where(support => support <= greatest * 1.5)];
        plot.Axes.Bottom.SetTicks([.. ticks.Select(Math.Log10)], [.. ticks.Select(support => support.ToString("N0"))]);
        plot.Axes.SetLimits(-0.1, Math.Log10(greatest) + 0.1, -0.03, 1.03);
        plot.ShowLegend(Alignment.LowerRight);
        return plot;

        void Draw(string name, Color color, MarkerShape shape, Func<LabelMetrics, double> of, Func<LabelBucket, double> mean)
        {
            var points = plot.Add.Markers(
                labels.Select(label => Math.Log10(label.TrainingSupport)).ToArray(), labels.Select(of).ToArray(), shape, 7, color.WithAlpha(0.6));
            points.LegendText = name;
            foreach (LabelBucket bucket in metrics.Buckets.Where(bucket => bucket.LabelCount > 0))
            {
                var line = plot.Add.Line(Math.Log10(bucket.From), mean(bucket), Math.Log10(Math.Min(bucket.To + 1.0, greatest)), mean(bucket));
                (line.Color, line.LineWidth) = (color, 3);
            }
        }
    }
}
