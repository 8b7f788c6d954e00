namespace MLNet.SemanticConv;

/// <summary>Draws rows with replacement and measures each sample; a row drawn twice weighs 2, so that labels are ranked once
/// only.</summary>
internal static class BootstrapSampling
{
    public static MultiLabelConfidence Run(ScoredRows data, int samples, double level, int seed)
    {
        var labels = new RankedLabel[data.Labels.Count];
        Parallel.For(0, labels.Length, k => labels[k] = new(data, k));
        double[] micro = new double[samples], macro = new double[samples], precision = new double[samples];
        int[] seeds = new int[samples];
        var random = new Random(seed);
        foreach (ref int s in seeds.AsSpan()) s = random.Next();
        Parallel.For(0, samples, s => (micro[s], macro[s], precision[s]) = Measure(data, labels, Draw(data.Count, seeds[s])));
        return new(Interval(micro, level), Interval(macro, level), Interval(precision, level));
    }

    private static int[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        int[] times = new int[count];
        for (int i = 0; i < count; i++) times[random.Next(count)]++;
        return times;
    }

    private static (double MicroF1, double MacroF1, double AveragePrecision) Measure(ScoredRows data, RankedLabel[] labels, int[] times)
    {
        long hits = 0, predicted = 0, gold = 0;
        double f1 = 0, precision = 0;
        int averaged = 0;
        for (int row = 0; row < times.Length; row++) gold += (long)times[row] * data.UnknownGold[row];
        foreach (var label in labels)
        {
            var (h, p, g, ap) = label.Measure(times);
            (hits, predicted, gold) = (hits + h, predicted + p, gold + g);
            if (!label.WasTrained || g == 0) continue;
            averaged++;
            f1 += LabelMetrics.Ratio(2L * h, p + g);
            precision += ap;
        }
        return (LabelMetrics.Ratio(2 * hits, predicted + gold), f1 / averaged, precision / averaged);
    }

    private static ConfidenceInterval Interval(double[] values, double level)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        if (sorted.Length == 0) return new(double.NaN, double.NaN);
        double tail = (1 - level) / 2 * (sorted.Length - 1);
        return new(sorted[(int)Math.Floor(tail)], sorted[(int)Math.Ceiling(sorted.Length - 1 - tail)]);
    }

    /// <summary>The rows of one label from the highest score down.</summary>
    private sealed class RankedLabel
    {
        private readonly int[] _rows;
        private readonly bool[] _lastOfEquals, _gold, _predicted;

        public RankedLabel(ScoredRows data, int k)
        {
            float[] scores = Array.ConvertAll(data.Scores[k], score => -score);
            _rows = [.. Enumerable.Range(0, scores.Length)];
            Array.Sort(scores, _rows);
            _lastOfEquals = [.. scores.Select((score, i) => i == scores.Length - 1 || scores[i + 1] != score)];
            _gold = Array.ConvertAll(_rows, row => data.Gold[k][row]);
            _predicted = Array.ConvertAll(_rows, row => data.Predicted[k][row]);
            WasTrained = data.Support is null || data.Support[k] > 0;
        }

        public bool WasTrained { get; }

        public (int Hits, int Predicted, int Gold, double AveragePrecision) Measure(int[] times)
        {
            int hits = 0, predicted = 0, gold = 0, foundBefore = 0, taken = 0;
            double sum = 0;
            for (int i = 0; i < _rows.Length; i++)
            {
                int n = times[_rows[i]];
                taken += n;
                if (_gold[i]) gold += n;
                if (_predicted[i]) predicted += n;
                if (_predicted[i] && _gold[i]) hits += n;
                if (!_lastOfEquals[i] || taken == 0) continue;
                sum += (double)(gold - foundBefore) * gold / taken;
                foundBefore = gold;
            }
            return (hits, predicted, gold, sum / gold);
        }
    }
}
