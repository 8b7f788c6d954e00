namespace MLNet.SemanticConv;

/// <summary>Rows from the highest score down, and what taking the first of them finds. Rows of equal scores are taken together.</summary>
internal sealed class ScoreRanking
{
    private readonly float[] _scores;   // falling
    private readonly int[] _hits;       // of the first 0, 1, 2, … rows

    /// <param name="scores">One score for each row; becomes this object's own.</param>
    /// <param name="positive">Whether the row has the label; becomes this object's own.</param>
    public ScoreRanking(float[] scores, bool[] positive)
    {
        Array.Sort(scores, positive);
        Array.Reverse(scores);
        Array.Reverse(positive);
        _scores = scores;
        _hits = new int[scores.Length + 1];
        for (int i = 0; i < positive.Length; i++) _hits[i + 1] = _hits[i] + (positive[i] ? 1 : 0);
    }

    /// <summary>The number of positive rows.</summary>
    public int Positives => _hits[^1];

    /// <summary>The number of positives among the first rows.</summary>
    public int HitsWithin(int count) => _hits[count];

    /// <summary>The number of rows whose score is greater than the threshold.</summary>
    public int CountAbove(float threshold)
    {
        int low = 0, high = _scores.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_scores[middle] > threshold) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>How many rows to take for the greatest value of (hits, rows taken); of equals, the fewest.</summary>
    public int Best(Func<int, int, double> value)
    {
        int best = 0;
        double greatest = value(0, 0);
        for (int count = 1; count <= _scores.Length; count++)
        {
            if (count < _scores.Length && _scores[count] == _scores[count - 1]) continue;
            double v = value(_hits[count], count);
            if (v > greatest) (best, greatest) = (count, v);
        }
        return best;
    }

    /// <summary>A threshold that the first rows exceed and no others, half-way between two scores.</summary>
    public float ThresholdOf(int count)
    {
        if (count == 0) return _scores[0];
        if (count == _scores.Length) return MathF.BitDecrement(_scores[^1]);
        float lower = _scores[count], upper = _scores[count - 1];
        float middle = lower + (upper - lower) / 2;
        return middle < upper ? middle : lower;
    }
}
