namespace MLNet.SemanticConv.Cli;

/// <summary>Metrics as <c>evaluate --json</c> prints them.</summary>
/// <param name="MicroF1">F1 over all pairs of text and label; labels never seen in training count as missed.</param>
/// <param name="MicroPrecision">Precision over all pairs.</param>
/// <param name="MicroRecall">Recall over all pairs.</param>
/// <param name="MacroF1">The mean F1 of <paramref name="Labels"/> labels.</param>
/// <param name="MacroAveragePrecision">The mean average precision of <paramref name="Labels"/> labels.</param>
/// <param name="Labels">The number of labels that macro averages run over: those with a positive in training and one in the data.</param>
/// <param name="UnknownLabels">The number of labels of the data that the model has never seen.</param>
/// <param name="Texts">The number of texts.</param>
/// <param name="Buckets">Averages by the number of positives in training.</param>
internal sealed record EvaluationJson(
    double MicroF1, double MicroPrecision, double MicroRecall, double MacroF1, double MacroAveragePrecision, int Labels, int UnknownLabels, int Texts, IReadOnlyList<EvaluationJson.Bucket> Buckets)
{
    public static EvaluationJson Of(MultiLabelMetrics metrics) => new(
        metrics.MicroF1, metrics.MicroPrecision, metrics.MicroRecall, metrics.MacroF1, metrics.MacroAveragePrecision, metrics.LabelCount, metrics.UnknownLabels.Count, metrics.RowCount,
        [.. metrics.Buckets.Select(bucket => new Bucket(bucket.From, bucket.To == int.MaxValue ? null : bucket.To, bucket.LabelCount, bucket.F1, bucket.AveragePrecision))]);

    /// <param name="From">The smallest number of positives.</param>
    /// <param name="To">The greatest, or null where there is no limit.</param>
    /// <param name="Labels">The number of labels.</param>
    /// <param name="MacroF1">Their mean F1; null where there are none.</param>
    /// <param name="MacroAveragePrecision">Their mean average precision; null where there are none.</param>
    internal sealed record Bucket(int From, int? To, int Labels, double MacroF1, double MacroAveragePrecision);
}
