namespace MLNet.SemanticConv;

/// <summary>The held-out scores of a label that say something: those of models that had both rows with the label and rows without to learn
/// from.</summary>
internal readonly record struct KnownScores(float[] Scores, bool[] Positive)
{
    /// <summary>What a row is scored by a model that had nothing to learn from: it is on no scale of the other scores.</summary>
    public const float Unknown = float.NaN;

    /// <summary>How many positives make a label worth judging by held-out rows: one has none left to learn from where it is held
    /// out.</summary>
    public const int LeastSupport = 2;

    /// <summary>Whether rows of both kinds are there.</summary>
    public bool HasBoth => Positive.AsSpan().Contains(true) && Positive.AsSpan().Contains(false);

    /// <summary>How well they rank the rows with the label first; 0 if there are none.</summary>
    public double AveragePrecision => Positive.AsSpan().Contains(true) ? RankingMetrics.AveragePrecision(Scores, Positive) : 0;

    /// <summary>Leaves out what is unknown.</summary>
    public static KnownScores Of(float[] scores, bool[] positive)
    {
        if (!Array.Exists(scores, float.IsNaN)) return new(scores, positive);
        return new(Array.FindAll(scores, score => !float.IsNaN(score)), [.. positive.Where((_, row) => !float.IsNaN(scores[row]))]);
    }
}
