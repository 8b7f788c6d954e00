namespace MLNet.SemanticConv;

/// <summary>
/// Finds tags that are probably wrong by confident learning (Northcutt, Jiang and Chuang, "Confident Learning: Estimating Uncertainty in
/// Dataset Labels", JAIR 70, 2021), label by label: what counts is not the probability p of a label but p against t, the mean of p over the
/// rows that are given the label, so that a label of which models are never sure is not suspicious for that.
/// </summary>
internal static class ConfidentLearning
{
    // Of a label whose rows have hardly any probability the model has learnt nothing.
    private const float LeastMean = 0.01f;

    /// <param name="rows">The rows, each with a model's probabilities that has not seen it.</param>
    /// <param name="count">How many of the most suspicious are wanted.</param>
    /// <returns>The most suspicious first; rows in which nothing is suspicious are left out.</returns>
    public static List<ReviewCandidate> MostSuspicious(IReadOnlyList<HeldOutRow> rows, int count)
    {
        var means = MeansOfGiven(rows);
        return [.. rows.Select(row => Judge(row, means)).Where(candidate => candidate.Suspicion > 0)
            .OrderByDescending(candidate => candidate.Suspicion).ThenBy(candidate => candidate.Row).Take(count)];
    }

    private static Dictionary<string, float> MeansOfGiven(IReadOnlyList<HeldOutRow> rows)
    {
        Dictionary<string, (double Sum, int Count)> sums = new(StringComparer.Ordinal);
        foreach (HeldOutRow row in rows)
        {
            for (int k = 0; k < row.Labels.Length; k++)
            {
                if (!row.Given.Contains(row.Labels[k])) continue;
                var (sum, count) = sums.GetValueOrDefault(row.Labels[k]);
                sums[row.Labels[k]] = (sum + row.Probabilities[k], count + 1);
            }
        }
        return sums.ToDictionary(label => label.Key,
            label => Math.Max(LeastMean, (float)(label.Value.Sum / label.Value.Count)), StringComparer.Ordinal);
    }

    private static ReviewCandidate Judge(HeldOutRow row, Dictionary<string, float> means)
    {
        (string? Label, float Probability, float Share) doubted = (null, 0, 1), missed = (null, 0, 0);
        for (int k = 0; k < row.Labels.Length; k++)
        {
            if (!means.TryGetValue(row.Labels[k], out float mean)) continue;
            float share = Math.Min(1, row.Probabilities[k] / mean);
            bool given = row.Given.Contains(row.Labels[k]);
            if (given && share < doubted.Share) doubted = (row.Labels[k], row.Probabilities[k], share);
            if (!given && share > missed.Share) missed = (row.Labels[k], row.Probabilities[k], share);
        }
        return new(row.Row, row.Given, 1 - doubted.Share + missed.Share, doubted.Label,
            doubted.Probability, missed.Label, missed.Probability);
    }
}
