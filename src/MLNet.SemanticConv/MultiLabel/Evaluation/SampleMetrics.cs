namespace MLNet.SemanticConv;

/// <summary>Averages over rows, each measured as a set of labels, as scikit-learn's average="samples" has them.</summary>
/// <remarks>A true label that the model does not know counts as missed unless <see cref="UnseenLabels"/> says otherwise.</remarks>
public sealed record SampleMetrics
{
    private const int Depth = 5;

    private SampleMetrics(ScoredRows data)
    {
        int[] order = new int[data.Labels.Count];
        float[] scores = new float[order.Length];
        double[] precisionAt = new double[Math.Min(Depth, order.Length)];
        int exact = 0, tagged = 0;
        double precision = 0, recall = 0, f1 = 0, ranking = 0;
        for (int row = 0; row < data.Count; row++)
        {
            int hits = 0, predicted = 0, gold = data.UnknownGold[row];
            for (int k = 0; k < order.Length; k++)
            {
                if (data.Predicted[k][row]) predicted++;
                if (data.Gold[k][row]) gold++;
                if (data.Predicted[k][row] && data.Gold[k][row]) hits++;
                (order[k], scores[k]) = (k, -data.Scores[k][row]);
            }
            precision += LabelMetrics.Ratio(hits, predicted);
            recall += LabelMetrics.Ratio(hits, gold);
            f1 += LabelMetrics.Ratio(2 * hits, predicted + gold);
            if (hits == predicted && hits == gold) exact++;
            if (predicted > 0) tagged++;

            Array.Sort(scores, order);
            ranking += RankingPrecision(data, row, order, scores);
            int found = 0;
            for (int k = 0; k < precisionAt.Length; k++)
            {
                if (data.Gold[order[k]][row]) found++;
                precisionAt[k] += (double)found / (k + 1) / data.Count;
            }
        }
        (Precision, Recall, F1) = (precision / data.Count, recall / data.Count, f1 / data.Count);
        (SubsetAccuracy, LabelRankingAveragePrecision) = ((double)exact / data.Count, ranking / data.Count);
        TaggedShare = (double)tagged / data.Count;
        PrecisionAt = precisionAt;
    }

    /// <summary>The mean over rows of true positives / predicted; 0 for a row that was given no label.</summary>
    public double Precision { get; }

    /// <summary>The mean over rows of true positives / true labels; 0 for a row that has none.</summary>
    public double Recall { get; }

    /// <summary>The mean over rows of 2 · true positives / (predicted + true labels); 0 for a row with neither.</summary>
    public double F1 { get; }

    /// <summary>The share of rows whose labels are all right.</summary>
    public double SubsetAccuracy { get; }

    /// <summary>
    /// The mean over rows of the mean over their true labels of the share of true labels among those that score as high or higher; 1 for a
    /// row that has none of the known labels or all.
    /// </summary>
    public double LabelRankingAveragePrecision { get; }

    /// <summary>The share of rows that were given a label.</summary>
    public double TaggedShare { get; }

    /// <summary>The mean over rows of the share of true labels among the k + 1 that score highest, for k from 0 to 4.</summary>
    public IReadOnlyList<double> PrecisionAt { get; }

    internal static SampleMetrics Of(ScoredRows data) => new(data);

    private static double RankingPrecision(ScoredRows data, int row, int[] order, float[] falling)
    {
        int all = 0;
        foreach (int k in order)
            if (data.Gold[k][row]) all++;
        if (all == 0 || all == order.Length) return 1;
        double sum = 0;
        int found = 0;
        for (int i = 0; i < order.Length;)
        {
            int start = i, before = found;
            for (; i < order.Length && falling[i] == falling[start]; i++)
                if (data.Gold[order[i]][row]) found++;
            sum += (double)(found - before) * found / i;
        }
        return sum / all;
    }
}
