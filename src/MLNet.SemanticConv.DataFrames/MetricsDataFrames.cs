using Microsoft.Data.Analysis;

namespace MLNet.SemanticConv;

/// <summary>Metrics as a <see cref="DataFrame"/>.</summary>
public static class MetricsDataFrames
{
    /// <summary>The metrics of each label, to be sorted, filtered and plotted.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <returns>
    /// A row for each label, in the order of <see cref="MultiLabelMetrics.PerLabel"/>, with the columns Label, TrainingSupport (missing
    /// where it is not known), Support, Predicted, TruePositives, Precision, Recall, F1, AveragePrecision and RocAuc (each missing where it
    /// is not defined).
    /// </returns>
    public static DataFrame ToDataFrame(this MultiLabelMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var labels = metrics.PerLabel;
        return new(
            new StringDataFrameColumn("Label", labels.Select(label => label.Label)),
            new Int32DataFrameColumn("TrainingSupport",
                labels.Select(label => label.TrainingSupport < 0 ? null : (int?)label.TrainingSupport)),
            new Int32DataFrameColumn("Support", labels.Select(label => label.Support)),
            new Int32DataFrameColumn("Predicted", labels.Select(label => label.Predicted)),
            new Int32DataFrameColumn("TruePositives", labels.Select(label => label.TruePositives)),
            Column("Precision", label => label.Precision),
            Column("Recall", label => label.Recall),
            Column("F1", label => label.F1),
            Column("AveragePrecision", label => label.AveragePrecision),
            Column("RocAuc", label => label.RocAuc));

        DoubleDataFrameColumn Column(string name, Func<LabelMetrics, double> value)
            => new(name, labels.Select(label => double.IsNaN(value(label)) ? null : (double?)value(label)));
    }
}
