namespace MLNet.SemanticConv;

/// <summary>
/// Rows from the highest score down, and what taking the first of them finds. Rows of equal scores are taken together. Memory: the 4 bytes
/// a row of the scores, and 12 for each positive.
/// </summary>
internal sealed class ScoreRanking
{
    private readonly float[] _scores;   // falling
    private readonly int[] _taken;      // the cuts worth making: nothing, and after each run of equal scores that a positive has
    private readonly double[] _hits;    // the positives within each

    /// <param name="scores">One score for each row; becomes this object's own.</param>
    /// <param name="positive">Whether the row has the label; its order is lost.</param>
    public ScoreRanking(float[] scores, bool[] positive)
    {
        Array.Sort(scores, positive);
        Array.Reverse(scores);
        Array.Reverse(positive);
        _scores = scores;
        (_taken, _hits) = Cuts(scores, row => positive[row] ? 1 : 0, scores.Length);
        Positives = _hits[^1];
    }

    private ScoreRanking(float[] falling, Func<int, double> positives, int likely, double total)
    {
        _scores = falling;
        (_taken, _hits) = Cuts(falling, positives, likely);
        Positives = total;
    }

    /// <summary>The same scores, where each row counts for as much of a positive as its score makes likely; rows that are less likely than
    /// <paramref name="least"/> are never taken.</summary>
    public ScoreRanking Expected(PlattSigmoid probabilities, double least)
    {
        double total = 0;
        int likely = 0;
        foreach (float score in _scores)
        {
            double probability = probabilities[score];
            total += probability;
            if (probability >= least) likely++;
        }
        return new(_scores, row => probabilities[_scores[row]], likely, total);
    }

    private static (int[] Taken, double[] Hits) Cuts(float[] scores, Func<int, double> positives, int count)
    {
        List<int> taken = [0];
        List<double> hits = [0];
        double found = 0;
        for (int i = 0; i < count;)
        {
            double before = found;
            float score = scores[i];
            for (; i < count && scores[i] == score; i++) found += positives(i);
            if (found == before) continue;   // a cut after rows that are all negative only takes more of them
            taken.Add(i);
            hits.Add(found);
        }
        return ([.. taken], [.. hits]);
    }

    /// <summary>The scores, falling.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>The number of positive rows.</summary>
    public double Positives { get; }

    /// <summary>The scores that a positive has and how many have them, falling.</summary>
    public IEnumerable<(float Score, double Positives)> PositiveScores
    {
        get
        {
            for (int cut = 1; cut < _taken.Length; cut++) yield return (_scores[_taken[cut] - 1], _hits[cut] - _hits[cut - 1]);
        }
    }

    /// <summary>The number of positives among the first rows.</summary>
    public double HitsWithin(int count)
    {
        int cut = Array.BinarySearch(_taken, count);
        return _hits[cut >= 0 ? cut : ~cut - 1];
    }

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

    /// <summary>How many rows to take for the greatest value of (hits, rows taken), which falls with the rows taken; of equals, the
    /// fewest.</summary>
    public int Best(Func<double, int, double> value)
    {
        int best = 0;
        double greatest = value(0, 0);
        for (int cut = 1; cut < _taken.Length; cut++)
        {
            double v = value(_hits[cut], _taken[cut]);
            if (v > greatest) (best, greatest) = (_taken[cut], v);
        }
        return best;
    }

    /// <summary>A threshold that the first rows exceed and no others, half-way between two scores.</summary>
    public float ThresholdOf(int count)
    {
        if (count == 0) return _scores.Length == 0 ? 0 : _scores[0];
        return count == _scores.Length ? MathF.BitDecrement(_scores[^1]) : Between(_scores[count], _scores[count - 1]);
    }

    /// <summary>The number half-way between two scores, or the lower one where there is none.</summary>
    public static float Between(float lower, float upper)
    {
        float middle = lower + (upper - lower) / 2;
        return middle < upper ? middle : lower;
    }
}
