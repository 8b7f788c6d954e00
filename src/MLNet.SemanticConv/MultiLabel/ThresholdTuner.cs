namespace MLNet.SemanticConv;

/// <summary>Finds thresholds on scores of rows that the models have not seen.</summary>
internal static class ThresholdTuner
{
    /// <summary>One threshold for each label.</summary>
    /// <param name="scores">K × N scores.</param>
    /// <param name="labels">The truth.</param>
    /// <param name="options">What is asked for.</param>
    public static float[] Tune(float[][] scores, LabelSets labels, LabelThresholds options)
    {
        float global = BestGlobal(scores, labels);
        float[] thresholds = new float[labels.Count];
        for (int k = 0; k < thresholds.Length; k++)
        {
            thresholds[k] = options.Kind == ThresholdKind.Global
                ? global
                : Shrink(BestForLabel(scores[k], labels.Flags(k)), labels[k].Length, global, options.Shrinkage);
        }
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
        return Best(all, positive);
    }

    public static float BestForLabel(float[] scores, bool[] positive) => Best([.. scores], [.. positive]);

    private static float Shrink(float own, int positives, float global, float shrinkage)
        => positives + shrinkage == 0 ? global : (positives * own + shrinkage * global) / (positives + shrinkage);

    /// <summary>The threshold with the best F1 = 2 TP / (2 TP + FP + FN), half-way between two scores; of equals, the highest. Sorts its arguments.</summary>
    private static float Best(float[] scores, bool[] positive)
    {
        int positives = positive.Count(p => p);
        Array.Sort(scores, positive);
        int truePositives = 0;
        double best = 0;
        float threshold = scores[^1];   // nothing is greater than the greatest
        for (int i = scores.Length - 1; i >= 0; i--)
        {
            if (positive[i]) truePositives++;
            if (i > 0 && scores[i - 1] == scores[i]) continue;   // equal scores stay together
            double f1 = 2.0 * truePositives / (scores.Length - i + positives);
            if (f1 <= best) continue;
            best = f1;
            threshold = i == 0 ? MathF.BitDecrement(scores[0]) : Between(scores[i - 1], scores[i]);
        }
        return threshold;
    }

    private static float Between(float lower, float upper)
    {
        float middle = lower + (upper - lower) / 2;
        return middle < upper ? middle : lower;
    }
}
