namespace MLNet.SemanticConv;

/// <summary>
/// The words that the names of two labels or more have in common, each as a label of its own, which a row has if it has any label with that
/// word. They add to the scores of these labels: "FOOD#PRICES" learns from "HOTEL#PRICES" what prices are.
/// </summary>
/// <remarks>Scores of linear models are mixed by adding weights, so the labels' models stay linear and need no words to predict.</remarks>
internal sealed class SharedWords
{
    // Of shares up to 1, these gained most on held-out rows; from 0.4 on, labels with few rows became too much like the others of a word.
    private static readonly float[] Shares = [0.1f, 0.2f];

    // By how many standard errors a share must be better than none on held-out rows.
    private const double StandardErrors = 1;

    private readonly int[][] _wordsOfLabel;
    private readonly int[] _lengths;

    private SharedWords(LabelSets sets, int[][] wordsOfLabel, int[] lengths)
        => (Sets, _wordsOfLabel, _lengths) = (sets, wordsOfLabel, lengths);

    /// <summary>The labels, followed by the words.</summary>
    public LabelSets Sets { get; }

    private int LabelCount => _lengths.Length;

    /// <summary>The words that labels share, or null where they share none.</summary>
    public static SharedWords? Of(LabelSets labels)
    {
        string[][] names = [.. labels.Names.Select(name => LabelNames.WordsOf(name).ToLowerInvariant().Split(' ').Distinct().ToArray())];
        var shared = names.SelectMany((words, label) => words.Select(word => (Word: word, Label: label)))
            .Where(pair => pair.Word.Length > 0).GroupBy(pair => pair.Word, pair => pair.Label, StringComparer.Ordinal)
            .Where(word => word.Count() > 1).OrderBy(word => word.Key, StringComparer.Ordinal).ToArray();
        if (shared.Length == 0) return null;
        var wordsOfLabel = new List<int>[labels.Count];
        for (int k = 0; k < wordsOfLabel.Length; k++) wordsOfLabel[k] = [];
        for (int word = 0; word < shared.Length; word++)
            foreach (int label in shared[word]) wordsOfLabel[label].Add(labels.Count + word);
        return new(
            labels.With(shared.Select(word => (word.Key, word.ToArray()))),
            Array.ConvertAll(wordsOfLabel, words => words.ToArray()), Array.ConvertAll(names, words => words.Length));
    }

    /// <summary>The labels, each with a share of its words' models and scores if held-out rows are clearly ranked better so.</summary>
    /// <param name="trained">Labels and words.</param>
    /// <param name="truth">The labels of the examples.</param>
    /// <param name="featureCount">The number of features.</param>
    /// <param name="parallel">How many labels are worked on at once, and what ends the work.</param>
    /// <param name="host">For messages.</param>
    public TrainedLabels AddTo(TrainedLabels trained, LabelSets truth, int featureCount, ParallelOptions parallel, TrainingHost host)
    {
        var (models, held) = trained;
        float share = Choose(held, truth, parallel);
        if (share == 0) return new(models[..LabelCount], held[..LabelCount]);
        host.Info("Words of labels' names", FormattableString.Invariant($"count for {share} of a label's own weights"));
        return new(
            parallel.Map(LabelCount, label => Mix(models, label, share, featureCount)),
            parallel.Map(LabelCount, label => Mix(held, label, share)))
        {
            Share = share,
        };
    }

    /// <summary>The share of the words' scores with which labels rank best; 0 unless it is clearly better than none.</summary>
    /// <param name="held">Held-out scores of labels and words.</param>
    /// <param name="labels">The truth.</param>
    /// <param name="parallel">How many labels are worked on at once, and what ends the work.</param>
    public float Choose(float[][] held, LabelSets labels, ParallelOptions parallel)
    {
        int[] judged = [.. Enumerable.Range(0, LabelCount)
            .Where(k => _wordsOfLabel[k].Length > 0 && labels[k].Length >= KnownScores.LeastSupport)];
        if (judged.Length < 2) return 0;
        double[] without = Precisions(0);
        var (best, most) = (0f, 0.0);
        foreach (float share in Shares)
        {
            var gain = PairedGain.Of(Precisions(share), without);
            if (gain.Mean > most && gain.Reaches(StandardErrors)) (best, most) = (share, gain.Mean);
        }
        return best;

        double[] Precisions(float share) => parallel.Map(judged.Length,
            i => KnownScores.Of(Mix(held, judged[i], share), labels.Flags(judged[i])).AveragePrecision);
    }

    /// <summary>The held-out scores of a label, with a share of its words' scores added: the label's own array where the share is
    /// 0.</summary>
    public float[] Mix(float[][] held, int label, float share)
    {
        if (share == 0) return held[label];
        float[] mixed = [.. held[label]];
        foreach (int word in _wordsOfLabel[label])
        {
            // NaN: a fold in which all rows or none have the word says nothing about it.
            for (int row = 0; row < mixed.Length; row++)
                if (!float.IsNaN(held[word][row])) mixed[row] += share / _lengths[label] * held[word][row];
        }
        return mixed;
    }

    /// <summary>The model of a label, with a share of its words' models added.</summary>
    public LabelModel Mix(LabelModel[] models, int label, float share, int featureCount)
    {
        if (models[label] is not LinearLabelModel { IsPrior: false } own) return models[label];
        float[] weights = new float[featureCount];
        float bias = own.Bias;
        own.AddTo(weights, 1);
        foreach (var word in _wordsOfLabel[label].Select(word => models[word]).OfType<LinearLabelModel>().Where(word => !word.IsPrior))
        {
            word.AddTo(weights, share / _lengths[label]);
            bias += share / _lengths[label] * word.Bias;
        }
        return LinearLabelModel.FromDense(weights, bias, null);
    }
}
