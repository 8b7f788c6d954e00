using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>How well rows were tagged, in the terms of scikit-learn.</summary>
/// <remarks>
/// Macro averages run over the labels with a positive both in training and in the evaluated data; <see cref="LabelCount"/> says how many
/// those are. Micro averages count every pair of row and label, and a true label that was never seen in training as missed unless
/// <see cref="UnseenLabels"/> says otherwise.
/// </remarks>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed record MultiLabelMetrics : IShown
{
    private readonly LabelMetrics[] _averaged;

    private MultiLabelMetrics(ScoredRows data, LabelMetrics[] labels)
    {
        PerLabel = labels;
        RowCount = data.Count;
        UnknownLabels = data.UnknownLabels;
        UnknownLabelSupport = data.UnknownSupport;
        _averaged = Array.FindAll(labels, label => label.TrainingSupport != 0 && label.Support > 0);

        long hits = labels.Sum(label => (long)label.TruePositives), predicted = labels.Sum(label => (long)label.Predicted);
        long gold = labels.Sum(label => (long)label.Support) + data.UnknownGold.Sum(missed => (long)missed);
        MicroPrecision = LabelMetrics.Ratio(hits, predicted);
        MicroRecall = LabelMetrics.Ratio(hits, gold);
        MicroF1 = LabelMetrics.Ratio(2 * hits, predicted + gold);
        Samples = SampleMetrics.Of(data);
        long wrong = labels.Sum(label => (long)label.Predicted + label.Support - 2 * label.TruePositives);
        HammingLoss = (double)wrong / ((long)labels.Length * data.Count);
        Buckets = data.Support is null ? [] : [.. SupportRange.All.Select(range => LabelBucket.Of(range, _averaged))];
    }

    /// <summary>The number of rows evaluated.</summary>
    public int RowCount { get; }

    /// <summary>The number of labels that the macro averages run over.</summary>
    public int LabelCount => _averaged.Length;

    /// <summary>The labels of the data that the model does not know, sorted.</summary>
    public IReadOnlyList<string> UnknownLabels { get; }

    /// <summary>How often <see cref="UnknownLabels"/> occur in the data. If they count, they are misses that no model trained on these
    /// labels can avoid.</summary>
    public int UnknownLabelSupport { get; }

    /// <summary>Over all pairs of row and label: true positives / predicted.</summary>
    public double MicroPrecision { get; }

    /// <summary>Over all pairs of row and label: true positives / positives.</summary>
    public double MicroRecall { get; }

    /// <summary>Over all pairs of row and label: 2 · true positives / (predicted + positives).</summary>
    public double MicroF1 { get; }

    /// <summary>The mean precision of the labels; NaN where there are none to average.</summary>
    public double MacroPrecision => Mean(label => label.Precision);

    /// <summary>The mean recall of the labels; NaN where there are none to average.</summary>
    public double MacroRecall => Mean(label => label.Recall);

    /// <summary>The mean F1 of the labels; NaN where there are none to average.</summary>
    public double MacroF1 => Mean(label => label.F1);

    /// <summary>The mean average precision of the labels ("mAP"), which no threshold changes; NaN where there are none to
    /// average.</summary>
    public double MacroAveragePrecision => Mean(label => label.AveragePrecision);

    /// <summary>The mean area under the ROC curve of the labels that some row does not have; NaN where there are none to average.</summary>
    public double MacroRocAuc => _averaged.Select(label => label.RocAuc).Where(area => !double.IsNaN(area))
        .DefaultIfEmpty(double.NaN).Average();

    /// <summary>The precision of the labels, averaged by their support in the data; NaN where there is none.</summary>
    public double WeightedPrecision => WeightedMean(label => label.Precision);

    /// <summary>The recall of the labels, averaged by their support in the data; NaN where there is none.</summary>
    public double WeightedRecall => WeightedMean(label => label.Recall);

    /// <summary>The F1 of the labels, averaged by their support in the data; NaN where there is none.</summary>
    public double WeightedF1 => WeightedMean(label => label.F1);

    /// <summary>Averages over the rows, each measured as a set of labels.</summary>
    public SampleMetrics Samples { get; }

    /// <summary>The share of the pairs of row and known label that are wrong.</summary>
    public double HammingLoss { get; }

    /// <summary>Every label that the model knows, in the order of its slots.</summary>
    public IReadOnlyList<LabelMetrics> PerLabel { get; }

    /// <summary>
    /// The averages by training support: 1–9, 10–49, 50–199 and ≥ 200 positives; empty where the scores do not carry the training support.
    /// </summary>
    public IReadOnlyList<LabelBucket> Buckets { get; }

    /// <summary>A table of the averages, in columns, for a console.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString() => MetricsReport.Of(this).ToText();

    /// <summary>The same table in Markdown.</summary>
    /// <returns>Lines of Markdown.</returns>
    public string ToMarkdown() => MetricsReport.Of(this).ToMarkdown();

    /// <summary>The same table in HTML.</summary>
    /// <returns>A fragment, to be put into any page.</returns>
    public string ToHtml() => MetricsReport.Of(this).ToHtml();

    /// <summary>
    /// All metrics, those of each label included, as JSON: a name for each property, in camel case; null where there is nothing to average,
    /// where the training support is not known and where a range has no end.
    /// </summary>
    /// <param name="indented">Whether it is laid out for people. The default value is <see langword="false"/>: one line.</param>
    /// <returns>A JSON object.</returns>
    public string ToJson(bool indented = false) => MetricsReport.ToJson(this, indented);

    internal static MultiLabelMetrics Compute(ScoredRows data)
    {
        var labels = new LabelMetrics[data.Labels.Count];
        Parallel.For(0, labels.Length, k => labels[k] = Of(data, k));
        return new(data, labels);
    }

    private static LabelMetrics Of(ScoredRows data, int k)
    {
        bool[] gold = data.Gold[k], predicted = data.Predicted[k];
        int hits = 0;
        for (int row = 0; row < gold.Length; row++)
            if (gold[row] && predicted[row]) hits++;
        return new(data.Labels[k], data.Support?[k] ?? -1, gold.AsSpan().Count(true), predicted.AsSpan().Count(true), hits,
            RankingMetrics.AveragePrecision(data.Scores[k], gold), RankingMetrics.RocAuc(data.Scores[k], gold));
    }

    private double Mean(Func<LabelMetrics, double> value) => _averaged.Length == 0 ? double.NaN : _averaged.Average(value);

    private double WeightedMean(Func<LabelMetrics, double> value)
        => PerLabel.Sum(label => label.Support * value(label)) / PerLabel.Sum(label => label.Support);
}
