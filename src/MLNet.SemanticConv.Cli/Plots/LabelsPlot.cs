using MLNet.Shared;
using ScottPlot;

namespace MLNet.SemanticConv.Cli;

/// <summary>How well labels are found against how often training saw them: a point for each label and a step for the mean of each
/// bucket.</summary>
internal static class LabelsPlot
{
    /// <exception cref="InvalidDataException">The model does not say how often its labels occurred in training, or none of them occurs in
    /// the data.</exception>
    public static Plot Of(MultiLabelMetrics metrics)
    {
        LabelMetrics[] labels = [.. metrics.PerLabel.Where(label => label.TrainingSupport > 0 && label.Support > 0)];
        if (labels.Length == 0)
            throw new InvalidDataException(
                "--plot has nothing to draw: no row of --data has a label that the model learnt. Give rows with labels of the model.");
        int greatest = labels.Max(label => label.TrainingSupport);

        Plot plot = new();
        Draw("average precision", Color.FromHex(PictureColors.Of(0)), MarkerShape.FilledCircle,
            label => label.AveragePrecision, bucket => bucket.AveragePrecision);
        Draw("F1", Color.FromHex(PictureColors.Of(1)), MarkerShape.OpenTriangleUp, label => label.F1, bucket => bucket.F1);
        plot.Title(
            $"{Figures.Counted(labels.Length, "label")}, mAP {metrics.MacroAveragePrecision:F3}, "
                + $"macro-F1 {metrics.MacroF1:F3}, micro-F1 {metrics.MicroF1:F3}",
            16);
        plot.YLabel("of one label; lines: mean of a range");
        SupportAxis.Put(plot, greatest);
        plot.Axes.SetLimitsY(-0.03, 1.03);
        plot.ShowLegend(Alignment.LowerRight);
        return plot;

        void Draw(string name, Color color, MarkerShape shape, Func<LabelMetrics, double> of, Func<LabelBucket, double> mean)
        {
            var points = plot.Add.Markers(
                labels.Select(label => Math.Log10(label.TrainingSupport)).ToArray(), labels.Select(of).ToArray(), shape, 7,
                color.WithAlpha(0.6));
            points.LegendText = name;
            foreach (LabelBucket bucket in metrics.Buckets.Where(bucket => bucket.LabelCount > 0))
            {
                var line = plot.Add.Line(Math.Log10(bucket.From), mean(bucket),
                    Math.Log10(Math.Min(bucket.To + 1.0, greatest)), mean(bucket));
                (line.Color, line.LineWidth) = (color, 3);
            }
        }
    }
}
