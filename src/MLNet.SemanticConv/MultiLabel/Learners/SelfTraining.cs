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
    // With 3 to 10 rows that count for 0.2 to 0.5, held-out rows are ranked about alike; with 30 long articles are ranked worse.
    private const int RowsOfLabel = 5;
    private const float Weight = 0.2f;

    // Scores take 4 bytes each, in every round.
    private const int MostScores = 25_000_000;

    private readonly FeatureRows _rows;
    private readonly int[] _ranked;
    private readonly float[][][] _scores;

    /// <param name="unlabeled">The rows without labels, in any order.</param>
    /// <param name="rounds">The number of rounds, one for each fold and one for all rows.</param>
    /// <param name="labels">The number of labels, and of words that they share.</param>
    public SelfTraining(FeatureRows unlabeled, int rounds, int labels)
    {
        _rows = unlabeled;
        _ranked = [.. Enumerable.Range(0, Math.Min(unlabeled.Count, MostScores / (rounds * labels)))];
        _scores = [.. Enumerable.Range(0, rounds).Select(_ => new float[labels][])];
    }

    /// <summary>The number of rows that are ranked.</summary>
    public int Count => _ranked.Length;

    /// <summary>Takes the models of labels, or of words, in a round.</summary>
    public void Take(int round, int[] labels, LabelModel[] models)
    {
        float[][] scores = KnownScores.By(models, _rows, _ranked);
        for (int i = 0; i < labels.Length; i++) _scores[round][labels[i]] = scores[i];
    }

    /// <summary>The examples with the rows that each round chose.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="rounds">The examples of each round; null for all.</param>
    /// <param name="scoresOf">The scores of a label, made of those of labels and words in a round.</param>
    /// <param name="thresholds">The score above which a row has a label.</param>
    public (TrainingRows Data, int[][] Rounds) Add(
        TrainingRows data, int[]?[] rounds, Func<float[][], int, float[]> scoresOf, float[] thresholds)
    {
        List<int> chosen = [];
        List<int[]> labelsOfChosen = [];
        int[][] extended = new int[rounds.Length][];
        for (int round = 0; round < rounds.Length; round++)
        {
            int first = data.Count + chosen.Count;
            foreach (var (row, labels) in Choose(label => scoresOf(_scores[round], label), thresholds))
            {
                chosen.Add(row);
                labelsOfChosen.Add([.. labels]);
            }
            extended[round] = [.. rounds[round] ?? [.. Enumerable.Range(0, data.Count)],
                .. Enumerable.Range(first, data.Count + chosen.Count - first)];
        }
        float[] weights = [.. data.Weights ?? [.. Enumerable.Repeat(1f, data.Count)], .. Enumerable.Repeat(Weight, chosen.Count)];
        var all = new TrainingRows(data.Features.With(_rows, chosen), data.Labels.With(labelsOfChosen), weights)
        {
            Examples = data.Examples,
            Groups = data.Groups,
        };
        return (all, extended);
    }

    /// <summary>The rows that a label ranks first, each with all labels whose threshold it exceeds.</summary>
    private SortedDictionary<int, SortedSet<int>> Choose(Func<int, float[]> scoresOf, float[] thresholds)
    {
        int labels = thresholds.Length;
        var chosen = new SortedDictionary<int, SortedSet<int>>();
        float[][] scores = [.. Enumerable.Range(0, labels).Select(scoresOf)];
        for (int label = 0; label < labels; label++)
        {
            if (Count == 0 || float.IsNaN(scores[label][0])) continue;   // nothing was learnt of it
            foreach (int row in First(scores[label]))
            {
                if (!chosen.TryGetValue(row, out var own)) chosen.Add(row, own = []);
                own.Add(label);
            }
        }
        foreach (var (row, own) in chosen)
            for (int label = 0; label < labels; label++)
                if (scores[label][row] > thresholds[label]) own.Add(label);
        return chosen;
    }

    private static IEnumerable<int> First(float[] scores)
    {
        var best = new PriorityQueue<int, (float Score, int)>(RowsOfLabel);   // the worst in front; of equal scores the later row
        for (int row = 0; row < scores.Length; row++)
        {
            if (best.Count < RowsOfLabel) best.Enqueue(row, (scores[row], -row));
            else if (best.TryPeek(out _, out var worst) && scores[row] > worst.Score) best.DequeueEnqueue(row, (scores[row], -row));
        }
        return best.UnorderedItems.Select(item => item.Element);
    }
}
