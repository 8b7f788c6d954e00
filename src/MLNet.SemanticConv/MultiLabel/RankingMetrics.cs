namespace MLNet.SemanticConv;

/// <summary>Measures of an order of rows by score, as scikit-learn defines them; rows of equal scores stand together.</summary>
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
}
