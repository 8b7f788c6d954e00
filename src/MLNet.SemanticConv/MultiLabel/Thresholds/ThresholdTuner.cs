namespace MLNet.SemanticConv;

/// <summary>Finds thresholds on scores of rows that the models have not seen.</summary>
internal static class ThresholdTuner
{
    private const int Passes = 3;

    // A row that is less likely to have a label is a false positive so often that no F1 gains by it.
    private const double LeastProbability = 0.01;

    /// <summary>One threshold for each label.</summary>
    /// <param name="scores">K × N scores, <see cref="KnownScores.Unknown"/> among them; their order is lost.</param>
    /// <param name="labels">The truth.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="parallel">How many labels are worked on at once, and what ends the work.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static float[] Tune(float[][] scores, LabelSets labels, LabelThresholds options, ParallelOptions parallel)
    {
        KnownScores[] known = [.. scores.Select((ofLabel, k) => KnownScores.Of(ofLabel, labels.Flags(k)))];
        var rankings = Rank(known, parallel);
        if (options.Kind == ThresholdKind.SCutFbr) return Array.ConvertAll(rankings, ranking => SCutFbr(ranking, options.Fallback));
        // A label none of whose positives has a known score would only add false positives.
        int[] judged = [.. Enumerable.Range(0, rankings.Length).Where(k => rankings[k].Positives > 0)];
        var rankingsOfJudged = Array.ConvertAll(judged, k => rankings[k]);
        float global = judged.Length > 0 ? BestGlobal(rankingsOfJudged) : AtDensityOf(labels, rankings);
        float[] thresholds = [.. Enumerable.Repeat(global, labels.Count)];
        if (options.Kind == ThresholdKind.Global || judged.Length == 0) return thresholds;

        int[] scored = [.. Enumerable.Range(0, rankings.Length).Where(k => rankings[k].Scores.Length > 0)];
        var sigmoids = PlattScaling.Fit(known, parallel);
        float[] expected = BestForSum(Array.ConvertAll(scored, k => rankings[k].Expected(sigmoids[k], LeastProbability)), global);
        for (int i = 0; i < scored.Length; i++) thresholds[scored[i]] = (global + expected[i]) / 2;
        float[] own = BestForSum(rankingsOfJudged, global);
        for (int i = 0; i < own.Length; i++)
            thresholds[judged[i]] = Shrink(own[i], labels[judged[i]].Length, thresholds[judged[i]], options.Shrinkage);
        return thresholds;
    }

    /// <summary>
    /// The threshold at which rows get as many labels as they have (Read et al., "Classifier chains for multi-label classification",
    /// Machine Learning 85,
    /// 2011), for labels of one example each, of which no score says how well it is told; 0 where there is no score at all.
    /// </summary>
    public static float AtDensityOf(LabelSets labels, ScoreRanking[] rankings)
    {
        ScoreRanking[] known = [.. rankings.Where(ranking => ranking.Scores.Length > 0)];
        if (known.Length == 0) return 0;
        double pairs = (double)labels.Count * labels.RowCount, have = Enumerable.Range(0, labels.Count).Sum(k => (double)labels[k].Length);
        double wanted = have / pairs * known.Sum(ranking => (long)ranking.Scores.Length);
        float low = MathF.BitDecrement(known.Min(ranking => ranking.Scores[^1])), high = known.Max(ranking => ranking.Scores[0]);
        for (float middle = ScoreRanking.Between(low, high); middle > low; middle = ScoreRanking.Between(low, high))
        {
            if (known.Sum(ranking => (long)ranking.CountAbove(middle)) <= wanted) high = middle;
            else low = middle;
        }
        return high;
    }

    /// <summary>The threshold with a label's best F1, or its highest score where that F1 is below the fallback.</summary>
    public static float SCutFbr(ScoreRanking ranking, double fallback)
    {
        double F1(double hits, int taken) => hits == 0 ? 0 : 2 * hits / (taken + ranking.Positives);
        int best = ranking.Best(F1);
        return ranking.ThresholdOf(F1(ranking.HitsWithin(best), best) < fallback ? 0 : best);
    }

    /// <summary>The rows of each label by falling score, in place of their order.</summary>
    public static ScoreRanking[] Rank(KnownScores[] known, ParallelOptions parallel)
    {
        var rankings = new ScoreRanking[known.Length];
        Parallel.For(0, rankings.Length, parallel, k => rankings[k] = new(known[k].Scores, known[k].Positive));
        return rankings;
    }

    /// <summary>The threshold with the best micro-F1 over all labels.</summary>
    public static float BestGlobal(ScoreRanking[] rankings)
    {
        // The best line runs just below a positive, of whichever label.
        var candidates = rankings.SelectMany(ranking => ranking.PositiveScores)
            .GroupBy(positive => positive.Score, positive => positive.Positives)
            .Select(group => (Score: group.Key, Positives: group.Sum())).OrderByDescending(candidate => candidate.Score).ToArray();
        if (candidates.Length == 0) return rankings.Max(ranking => ranking.Scores[0]);
        long[] predicted = new long[candidates.Length];
        foreach (var ranking in rankings)
        {
            var scores = ranking.Scores;
            int above = 0;
            for (int c = 0; c < candidates.Length; c++)
            {
                while (above < scores.Length && scores[above] >= candidates[c].Score) above++;
                predicted[c] += above;
            }
        }
        double gold = rankings.Sum(ranking => ranking.Positives), hits = 0;
        int best = 0;
        double greatest = 0;
        for (int c = 0; c < candidates.Length; c++)
        {
            hits += candidates[c].Positives;
            double f1 = 2 * hits / (predicted[c] + gold);
            if (f1 > greatest) (best, greatest) = (c, f1);
        }
        float upper = candidates[best].Score, lower = float.NegativeInfinity;
        foreach (var ranking in rankings)
        {
            int above = ranking.CountAbove(MathF.BitDecrement(upper));
            if (above < ranking.Scores.Length) lower = Math.Max(lower, ranking.Scores[above]);
        }
        return lower == float.NegativeInfinity ? MathF.BitDecrement(upper) : ScoreRanking.Between(lower, upper);
    }

    /// <summary>
    /// The thresholds with the best sum of micro- and macro-F1, label by label with the others held, from the global one on. The micro
    /// average keeps a label from buying a doubtful gain of its own with false positives by the hundred, as labels with few positives
    /// would.
    /// </summary>
    public static float[] BestForSum(ScoreRanking[] rankings, float global)
    {
        int[] taken = Array.ConvertAll(rankings, ranking => ranking.CountAbove(global));
        double gold = rankings.Sum(ranking => ranking.Positives), hits = 0, predicted = 0;
        for (int k = 0; k < taken.Length; k++) (hits, predicted) = (hits + rankings[k].HitsWithin(taken[k]), predicted + taken[k]);

        float[] thresholds = [.. Enumerable.Repeat(global, taken.Length)];
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int k = 0; k < taken.Length; k++)
            {
                var ranking = rankings[k];
                double otherHits = hits - ranking.HitsWithin(taken[k]), others = predicted - taken[k] + gold;
                int best = ranking.Best(
                    (h, p) => 2 * (otherHits + h) / (others + p) + (h == 0 ? 0 : 2 * h / (p + ranking.Positives) / taken.Length));
                (hits, predicted) = (otherHits + ranking.HitsWithin(best), others - gold + best);
                if (best != taken[k]) thresholds[k] = ranking.ThresholdOf(best);
                taken[k] = best;
            }
        }
        return thresholds;
    }

    private static float Shrink(float own, int positives, float towards, float shrinkage)
        => positives + shrinkage == 0 ? towards : (positives * own + shrinkage * towards) / (positives + shrinkage);
}
