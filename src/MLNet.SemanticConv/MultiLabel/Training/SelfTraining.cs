namespace MLNet.SemanticConv;

/// <summary>
/// Rows without labels that models learn from: each label's model is given the rows that it ranks first as further examples of the label,
/// and is trained again (self-training; Scudder, IEEE Transactions on Information Theory 11, 1965).
/// </summary>
/// <remarks>
/// Each fold chooses its own rows, by models that have not seen the examples that it holds out; so the held-out scores stay honest, and
/// tell whether learning from these rows helps.
/// </remarks>
internal sealed class SelfTraining
{
    // The first five of a label are taken in any case, further ones if it would be given to them. From up to 20 or 30 little is learnt.
    private const int Fewest = 5, Most = 60;
    private const float Weight = 0.3f;

    // How clearly held-out rows must be ranked better, and what share of the labels they must be able to judge: labels of one example lose.
    private const double StandardErrors = 1, LeastJudged = 0.5;

    // Scores take 4 bytes each, in every round.
    private const int MostScores = 25_000_000;

    private readonly FeatureRows _rows;
    private readonly int[] _ranked;
    private readonly TrainingRound[] _rounds;
    private readonly Dictionary<TrainingRound, float[][]> _scores;

    /// <param name="unlabeled">The rows without labels, in any order.</param>
    /// <param name="rounds">The rounds in which labels are trained without these rows.</param>
    /// <param name="labels">The number of labels, and of words that they share.</param>
    public SelfTraining(FeatureRows unlabeled, TrainingRound[] rounds, int labels)
    {
        (_rows, _rounds) = (unlabeled, rounds);
        _ranked = [.. Enumerable.Range(0, Math.Min(unlabeled.Count, MostScores / (rounds.Length * labels)))];
        _scores = rounds.ToDictionary(round => round, _ => new float[labels][]);
    }

    /// <summary>Whether held-out examples can tell if rows without labels help.</summary>
    /// <param name="truth">The labels of the examples.</param>
    public static bool CanBeJudged(LabelSets truth) => Judged(truth).Length >= LeastJudged * truth.Count;

    /// <summary>Takes the models of labels, or of words, in a round; called from several threads, for others each time.</summary>
    public void Take(TrainingRound round, int[] labels, LabelModel[] models)
    {
        float[][] scores = GroupedScoring.ScoreKnown(models, _rows, _ranked);
        for (int i = 0; i < labels.Length; i++) _scores[round][labels[i]] = scores[i];
    }

    /// <summary>The examples with the rows that each round has chosen, and the rounds with these rows.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="scoresOf">The scores of a label, made of those of labels and words in a round.</param>
    /// <param name="thresholds">The score above which a row has a label.</param>
    /// <param name="parallel">How many labels are worked on at once, and what ends the work.</param>
    public (TrainingRows Data, TrainingRound[] Rounds) Add(
        TrainingRows data, Func<float[][], int, float[]> scoresOf, float[] thresholds, ParallelOptions parallel)
    {
        List<int> chosen = [];
        List<int[]> labelsOfChosen = [];
        TrainingRound[] extended = Array.ConvertAll(_rounds, round =>
        {
            int first = data.Count + chosen.Count;
            float[][] scores = parallel.Map(thresholds.Length, label => scoresOf(_scores[round], label));
            foreach (var (row, labels) in Choose(scores, thresholds, parallel))
            {
                chosen.Add(row);
                labelsOfChosen.Add([.. labels]);
            }
            return round.With(Enumerable.Range(first, data.Count + chosen.Count - first), data.Count);
        });
        _scores.Clear();
        float[] weights = [.. data.Weights ?? [.. Enumerable.Repeat(1f, data.Count)], .. Enumerable.Repeat(Weight, chosen.Count)];
        var all = new TrainingRows(data.Features.With(_rows, chosen), data.Labels.With(labelsOfChosen), weights)
        {
            Examples = data.Examples,
            Groups = data.Groups,
        };
        return (all, extended);
    }

    /// <summary>Whether labels rank held-out rows clearly better with the rows without labels.</summary>
    /// <param name="with">Held-out scores with them.</param>
    /// <param name="without">Held-out scores without.</param>
    /// <param name="truth">The labels of the examples.</param>
    /// <param name="parallel">How many labels are worked on at once, and what ends the work.</param>
    /// <param name="host">For messages.</param>
    public bool Helps(float[][] with, float[][] without, LabelSets truth, ParallelOptions parallel, TrainingHost host)
    {
        int[] judged = Judged(truth);
        var gain = PairedGain.Of(Precisions(with), Precisions(without));
        bool helps = gain.Mean > 0 && gain.Reaches(StandardErrors);
        host.Info("Rows without labels", FormattableString.Invariant(
            $"{_ranked.Length} {(helps ? "are" : "are not")} learnt from, which changes held-out average precision by {gain}"));
        return helps;

        double[] Precisions(float[][] held)
            => parallel.Map(judged.Length, i => KnownScores.Of(held[judged[i]], truth.Flags(judged[i])).AveragePrecision);
    }

    private static int[] Judged(LabelSets truth)
        => [.. Enumerable.Range(0, truth.Count).Where(k => truth[k].Length >= KnownScores.LeastSupport)];

    /// <summary>The rows that a label ranks first, each with all labels whose threshold it exceeds.</summary>
    private static SortedDictionary<int, SortedSet<int>> Choose(float[][] scores, float[] thresholds, ParallelOptions parallel)
    {
        var chosen = new SortedDictionary<int, SortedSet<int>>();
        int[][] first = parallel.Map(scores.Length, label => First(scores[label], thresholds[label]));
        for (int label = 0; label < first.Length; label++)
        {
            foreach (int row in first[label])
            {
                if (!chosen.TryGetValue(row, out var own)) chosen.Add(row, own = []);
                own.Add(label);
            }
        }
        foreach (var (row, own) in chosen)
            for (int label = 0; label < scores.Length; label++)
                if (scores[label][row] > thresholds[label]) own.Add(label);
        return chosen;
    }

    /// <summary>The rows with the highest scores; after the first few only those above the threshold.</summary>
    private static int[] First(float[] scores, float threshold)
    {
        if (scores is [var any, ..] && float.IsNaN(any)) return [];   // nothing was learnt of the label
        var best = new PriorityQueue<int, (float Score, int)>(Most);   // the worst in front; of equal scores the later row
        for (int row = 0; row < scores.Length; row++)
        {
            if (best.Count < Most) best.Enqueue(row, (scores[row], -row));
            else if (best.TryPeek(out _, out var worst) && scores[row] > worst.Score) best.DequeueEnqueue(row, (scores[row], -row));
        }
        while (best.Count > Fewest && best.TryPeek(out _, out var worst) && worst.Score <= threshold) best.Dequeue();
        return [.. best.UnorderedItems.Select(item => item.Element)];
    }
}
