namespace MLNet.SemanticConv;

/// <summary>Measures of an order of rows by score, as scikit-learn defines them; rows of equal scores count as one place.</summary>
internal static class RankingMetrics
{
    /// <summary>AP = Σₙ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores from the highest down; NaN without a positive.</summary>
    public static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<bool> positive)
    {
        float[] sorted = scores.ToArray();
        bool[] truth = positive.ToArray();
        Array.Sort(sorted, truth);
        int positives = positive.Count(true), found = 0, foundBefore = 0;
        double sum = 0;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            if (truth[i]) found++;
            if (i > 0 && sorted[i - 1] == sorted[i]) continue;
            sum += (double)(found - foundBefore) * found / (sorted.Length - i);
            foundBefore = found;
        }
        return sum / positives;
    }

    /// <summary>The area under the ROC curve: how often a positive row scores above a negative one, ties counting half; NaN without
    /// both.</summary>
    public static double RocAuc(ReadOnlySpan<float> scores, ReadOnlySpan<bool> positive)
    {
        float[] sorted = scores.ToArray();
        bool[] truth = positive.ToArray();
        Array.Sort(sorted, truth);
        long positives = positive.Count(true), negatives = truth.Length - positives, below = 0;
        double wins = 0;
        for (int i = 0; i < sorted.Length;)
        {
            int hits = 0, start = i;
            for (; i < sorted.Length && sorted[i] == sorted[start]; i++)
                if (truth[i]) hits++;
            int misses = i - start - hits;
            wins += hits * (below + 0.5 * misses);
            below += misses;
        }
        return wins / ((double)positives * negatives);
    }
}
