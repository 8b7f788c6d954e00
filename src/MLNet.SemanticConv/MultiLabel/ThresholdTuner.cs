namespace MLNet.SemanticConv;

/// <summary>Finds thresholds on scores of rows that the models have not seen.</summary>
internal static class ThresholdTuner
{
    private const int Passes = 3;

    /// <summary>One threshold for each label.</summary>
    /// <param name="scores">K × N scores.</param>
    /// <param name="labels">The truth.</param>
    /// <param name="options">What is asked for.</param>
    public static float[] Tune(float[][] scores, LabelSets labels, LabelThresholds options)
    {
        float global = BestGlobal(scores, labels);
        float[] thresholds = [.. Enumerable.Repeat(global, labels.Count)];
        if (options.Kind == ThresholdKind.Global) return thresholds;

        float[] own = BestForSum(scores, labels, global);
        for (int k = 0; k < own.Length; k++) thresholds[k] = Shrink(own[k], labels[k].Length, global, options.Shrinkage);
        return thresholds;
    }

    /// <summary>The threshold with the best micro-F1 over all labels.</summary>
    public static float BestGlobal(float[][] scores, LabelSets labels)
    {
        int count = checked(scores.Length * labels.RowCount);
        float[] all = new float[count];
        bool[] positive = new bool[count];
        for (int k = 0; k < scores.Length; k++)
        {
            scores[k].CopyTo(all.AsSpan(k * labels.RowCount));
            foreach (int row in labels[k]) positive[k * labels.RowCount + row] = true;
        }
        var ranking = new ScoreRanking(all, positive);
        return ranking.ThresholdOf(ranking.Best((hits, predicted) => hits == 0 ? 0 : 2.0 * hits / (predicted + ranking.Positives)));
    }

    /// <summary>
    /// The thresholds with the best sum of micro- and macro-F1, label by label with the others held, from the global one on. The micro
    /// average keeps a label from buying a doubtful gain of its own with false positives by the hundred, as labels with few positives would.
    /// </summary>
    public static float[] BestForSum(float[][] scores, LabelSets labels, float global)
    {
        var rankings = new ScoreRanking[labels.Count];
        Parallel.For(0, rankings.Length, k => rankings[k] = new([.. scores[k]], labels.Flags(k)));
        int[] taken = Array.ConvertAll(rankings, ranking => ranking.CountAbove(global));
        long gold = rankings.Sum(ranking => (long)ranking.Positives), hits = 0, predicted = 0;
        for (int k = 0; k < taken.Length; k++) (hits, predicted) = (hits + rankings[k].HitsWithin(taken[k]), predicted + taken[k]);

        float[] thresholds = [.. Enumerable.Repeat(global, taken.Length)];
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int k = 0; k < taken.Length; k++)
            {
                var ranking = rankings[k];
                long otherHits = hits - ranking.HitsWithin(taken[k]), others = predicted - taken[k] + gold;
                int best = ranking.Best((h, p) => 2.0 * (otherHits + h) / (others + p) + (h == 0 ? 0 : 2.0 * h / (p + ranking.Positives) / taken.Length));
                (hits, predicted) = (otherHits + ranking.HitsWithin(best), others - gold + best);
                if (best != taken[k]) thresholds[k] = ranking.ThresholdOf(best);
                taken[k] = best;
            }
        }
        return thresholds;
    }

    private static float Shrink(float own, int positives, float global, float shrinkage)
        => positives + shrinkage == 0 ? global : (positives * own + shrinkage * global) / (positives + shrinkage);
}
