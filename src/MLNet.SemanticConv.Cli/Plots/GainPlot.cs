using MLNet.Shared;
using ScottPlot;

namespace MLNet.SemanticConv.Cli;

/// <summary>What labels gain over another model, against how often training saw them: a point for each and a step for the mean of a
/// bucket.</summary>
internal static class GainPlot
{
    /// <exception cref="InvalidDataException">The models share no label that occurs in both training and data.</exception>
    public static Plot Of(MultiLabelMetrics metrics, MultiLabelMetrics baseline)
    {
        var before = baseline.PerLabel.ToDictionary(label => label.Label);
        (int Support, double Gain)[] labels = [.. from label in metrics.PerLabel
                                                  where label is { TrainingSupport: > 0, Support: > 0 } && before.ContainsKey(label.Label)
                                                  select (label.TrainingSupport,
                                                      label.AveragePrecision - before[label.Label].AveragePrecision)];
        if (labels.Length == 0)
            throw new InvalidDataException(
                "--plot has nothing to draw: no row of --data has a label that both --model and --against learnt. "
                + "Give rows with labels of both.");
        Plot plot = new();
        plot.Add.HorizontalLine(0, 1, Colors.Black);
        plot.Add.Markers(labels.Select(label => Math.Log10(label.Support)).ToArray(), labels.Select(label => label.Gain).ToArray(),
            MarkerShape.FilledCircle, 7, Color.FromHex(PictureColors.Of(0)).WithAlpha(0.6));
        foreach (LabelBucket bucket in metrics.Buckets)
        {
            double[] gains = [.. labels.Where(label => label.Support >= bucket.From && label.Support <= bucket.To)
                .Select(label => label.Gain)];
            if (gains.Length == 0) continue;
            double end = Math.Min(bucket.To + 1.0, labels.Max(label => label.Support));
            var mean = plot.Add.Line(Math.Log10(bucket.From), gains.Average(), Math.Log10(end), gains.Average());
            (mean.Color, mean.LineWidth) = (Color.FromHex(PictureColors.Of(1)), 4);
        }
        int gain = labels.Count(label => label.Gain > 0), lose = labels.Count(label => label.Gain < 0);
        plot.Title($"{Figures.Counted(labels.Length, "label")}: {gain} gain, {lose} lose, "
            + $"mean {labels.Average(label => label.Gain):+0.000;-0.000}", 16);
        plot.YLabel("gain in average precision; lines: mean of a range");
        SupportAxis.Put(plot, labels.Max(label => label.Support));
        double most = Math.Max(0.05, labels.Max(label => Math.Abs(label.Gain)));
        plot.Axes.SetLimitsY(-1.05 * most, 1.05 * most);
        return plot;
    }
}
