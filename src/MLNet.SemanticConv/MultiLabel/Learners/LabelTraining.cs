using System.Collections.Concurrent;

namespace MLNet.SemanticConv;

/// <summary>Trains the models of all labels over the cores, for cross-validation and for good.</summary>
/// <param name="data">The rows.</param>
/// <param name="learner">What trains a label.</param>
/// <param name="options">How it is done.</param>
/// <param name="host">For seeds and messages.</param>
/// <param name="progress">Receives a report for each label and round.</param>
/// <param name="cancellationToken">Cancels the work.</param>
/// <param name="unlabeled">Rows without labels to learn from, or null.</param>
internal sealed class LabelTraining(
    TrainingRows data, BinaryLearner learner, OneVersusRestOptions options, TrainingHost host,
    IProgress<StepProgress>? progress, CancellationToken cancellationToken, FeatureRows? unlabeled = null)
{
    // Rows that are only learnt from are held out by no fold.
    private const int LearnOnly = -1;

    private readonly Lock _reporting = new();
    private readonly LabelSets _exampleLabels = data.ExampleLabels;
    private readonly ParallelOptions _parallel = new()
    {
        MaxDegreeOfParallelism = options.NumberOfThreads,
        CancellationToken = cancellationToken
    };
    private int _done;

    private int K => data.Labels.Count;

    /// <summary>A model, a calibration and a threshold for each label.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing goes on.</exception>
    public (LabelModel[] Models, PlattSigmoid?[] Sigmoids, float[] Thresholds) Run()
    {
        int seed = host.NextSeed();
        var folds = FoldsOf(options.Thresholds.Kind == ThresholdKind.Fixed ? 0 : options.Thresholds.NumberOfFolds, seed);
        int[]?[] rounds = [.. folds.Select(fold => fold.Others), null];
        // Without held-out scores nothing tells whether words or rows without labels help; only linear models can be added and weigh rows.
        bool canJudge = folds.Length > 0 && learner.IsLinear;
        var words = canJudge && options.LearnFromSharedWords ? SharedWords.Of(data.Labels) : null;
        var more = canJudge && unlabeled is { Count: > 0 }
            ? new SelfTraining(unlabeled, rounds.Length, words?.Sets.Count ?? K)
            : null;
        int turns = more is null ? 1 : 2;

        var (models, held, share) = Train(data, words, folds, rounds, seed, turns, more);
        if (more is not null)
        {
            var (examples, extended) = more.Add(
                data, rounds, (scores, label) => words?.Mix(scores, label, share) ?? scores[label], Tune([.. held.Select(Copy)]));
            var again = Train(examples, words is null ? null : SharedWords.Of(examples.Labels), folds, extended, seed, turns, null);
            if (IsBetter(again.Held, held, more.Count)) (models, held, _) = again;
        }
        var sigmoids = Calibrate(models, held);   // before tuning
        float[] thresholds = folds.Length == 0
            ? [.. Enumerable.Repeat(options.Thresholds.Value, K)]
            : Tune(held);
        for (int k = 0; k < K && folds.Length > 0; k++) thresholds[k] = AsAlways(k, models[k], thresholds[k]);
        return (models, sigmoids, thresholds);
    }

    private float[] Tune(float[][] held) => ThresholdTuner.Tune(held, _exampleLabels, options.Thresholds, _parallel);

    private static float[] Copy(float[] scores) => [.. scores];   // tuning ranks them in place

    /// <summary>A model for each label, the held-out scores of the examples, and the share that the labels' words have in both.</summary>
    private (LabelModel[] Models, float[][] Held, float Share) Train(
        TrainingRows task, SharedWords? words, (int[] Held, int[] Others)[] folds, int[]?[] rounds, int seed, int turns,
        SelfTraining? more)
    {
        var learnt = words is null ? task : task with { Labels = words.Sets, Examples = task.Examples };
        var held = folds.Length == 0 ? [] : EmptyScores(learnt.Labels.Count);
        var models = new LabelModel[learnt.Labels.Count];
        TrainGroups(learnt, rounds, seed, turns, (round, labels, trained) =>
        {
            more?.Take(round, labels, trained);
            if (round < folds.Length) Keep(KnownScores.By(trained, data.Features, folds[round].Held), folds[round].Held, labels, held);
            else for (int i = 0; i < labels.Length; i++) models[labels[i]] = trained[i];
        });
        held = OfExamples(held);
        return words is null ? (models, held, 0) : WithWords(words, models, held);
    }

    private (LabelModel[] Models, float[][] Held, float Share) WithWords(SharedWords words, LabelModel[] models, float[][] held)
    {
        float share = words.Choose(held, _exampleLabels);
        if (share > 0) host.Info("Words of labels' names", FormattableString.Invariant($"count for {share} of a label's own weights"));
        var (mixed, scores) = (models[..K], held[..K]);
        if (share > 0)
        {
            ForEach(K, k =>
            {
                mixed[k] = words.Mix(models, k, share, data.Features.Size);
                scores[k] = words.Mix(held, k, share);
            });
        }
        return (mixed, scores, share);
    }

    private bool IsBetter(float[][] with, float[][] without, int rows)
    {
        int[] judged = [.. Enumerable.Range(0, K).Where(k => _exampleLabels[k].Length >= KnownScores.LeastSupport)];
        if (judged.Length == 0) return false;
        var gain = PairedGain.Of(Array.ConvertAll(judged, k => Precision(with, k)), Array.ConvertAll(judged, k => Precision(without, k)));
        host.Info("Rows without labels", FormattableString.Invariant(
            $"{rows} {(gain.Mean > 0 ? "are" : "are not")} learnt from, which changes held-out average precision by {gain}"));
        return gain.Mean > 0;

        double Precision(float[][] held, int label) => KnownScores.Of(held[label], _exampleLabels.Flags(label)).AveragePrecision;
    }

    // What no row has is given to no text, and what every row has to every text, wherever the other labels' threshold is.
    private float AsAlways(int label, LabelModel model, float threshold)
        => model is not LinearLabelModel { IsPrior: true, Bias: var score } ? threshold
        : data.Labels[label].Length == 0 ? Math.Max(threshold, score) : Math.Min(threshold, MathF.BitDecrement(score));

    /// <summary>K scores of each example, each by a model that has not seen the row.</summary>
    /// <param name="foldCount">The number of parts that the rows are cut into, each scored by models trained on the others.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing goes on.</exception>
    public float[][] HeldOutScores(int foldCount)
    {
        int seed = host.NextSeed();
        var folds = FoldsOf(foldCount, seed);
        var held = EmptyScores(K);
        TrainGroups(data, [.. folds.Select(fold => fold.Others)], seed, turns: 1, (fold, labels, trained)
            => Keep(GroupedScoring.Score(trained, data.Features, folds[fold].Held), folds[fold].Held, labels, held));
        return OfExamples(held);
    }

    private float[][] OfExamples(float[][] scores) => data.Examples.Length == data.Count
        ? scores
        : Array.ConvertAll(scores, ofLabel => Array.ConvertAll(data.Examples, row => ofLabel[row]));

    private float[][] EmptyScores(int labels) => [.. Enumerable.Range(0, labels).Select(_ => new float[data.Count])];

    /// <summary>Trains all labels on each of the given choices of rows (null for all rows).</summary>
    private void TrainGroups(TrainingRows task, int[]?[] rounds, int seed, int turns, Action<int, int[], LabelModel[]> take)
    {
        int count = task.Labels.Count, total = count * rounds.Length;
        // The most frequent labels take longest, so they go first, and beside labels that take as long.
        int[] byFallingSupport = [.. Enumerable.Range(0, count).OrderByDescending(k => task.Labels[k].Length)];
        int groupSize = Math.Clamp(total / options.NumberOfThreads, 1, learner.GroupSizeFor(task.Features));
        int[][] groups = [.. byFallingSupport.Chunk(groupSize)];
        ForEach(groups.Length * rounds.Length, job =>
        {
            int[] labels = groups[job / rounds.Length];
            int round = job % rounds.Length;
            var trained = Train(task, rounds[round], labels, unchecked(seed * 31 + labels[0] * 1_000_003 + round));
            take(round, labels, trained);
            foreach (int label in labels) Report(task.Labels.Names[label], turns * total);
        });
    }

    private LabelModel[] Train(TrainingRows task, int[]? rows, int[] labels, int seed)
    {
        int count = rows?.Length ?? task.Count;
        int[] positives = Array.ConvertAll(labels,
            label => rows is null ? task.Labels[label].Length : task.Labels.Flags(label, rows).AsSpan().Count(true));
        bool IsConstant(int i) => positives[i] == 0 || positives[i] == count;
        int[] learnable = [.. labels.Where((_, i) => !IsConstant(i))];
        var trained = new Queue<LabelModel>(learnable.Length == 0 ? [] : Learn(task, rows, learnable, seed));
        var models = new LabelModel[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            models[i] = IsConstant(i) ? LinearLabelModel.Constant(positives[i], count) : trained.Dequeue();
            if (IsConstant(i) && rows is null && labels[i] < K)
                host.Warn($"The label '{task.Labels.Names[labels[i]]}' is in {(positives[i] == 0 ? "none" : "all")} of the {count} rows: "
                    + "its score is the same for every text.");
        }
        return models;
    }

    private LabelModel[] Learn(TrainingRows task, int[]? rows, int[] labels, int seed)
    {
        string names = string.Join("', '", labels.Select(label => task.Labels.Names[label]));
        try
        {
            return learner.Train(task, rows, labels, host.Child(names, seed));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"Training the label '{names}' failed: {e.Message}", e);
        }
    }

    /// <summary>
    /// The calibration of each label: its model's own, or Platt's on the held-out scores; on the training scores where none are held out,
    /// or where they say nothing of any label, as with one example for each.
    /// </summary>
    private PlattSigmoid?[] Calibrate(LabelModel[] models, float[][] held)
    {
        var sigmoids = Array.ConvertAll(models, model => (model as LinearLabelModel)?.Calibration);
        int[] open = [.. Enumerable.Range(0, K).Where(k => !models[k].IsCalibrated)];
        if (open.Length == 0) return sigmoids;
        var known = new KnownScores[open.Length];
        if (held.Length > 0) ForEach(open.Length, i => known[i] = KnownScores.Of(held[open[i]], _exampleLabels.Flags(open[i])));
        if (held.Length == 0 || !Array.Exists(known, label => label.HasBoth))
        {
            ForEach(open.Length, i =>
            {
                known[i] = new(new float[data.Examples.Length], _exampleLabels.Flags(open[i]));
                models[open[i]].Score(data.Features, data.Examples, known[i].Scores);
            });
        }
        var fitted = PlattScaling.Fit(known, _parallel);
        for (int i = 0; i < open.Length; i++) sigmoids[open[i]] = fitted[i];
        return sigmoids;
    }

    private static void Keep(float[][] scores, int[] rows, int[] labels, float[][] held)
    {
        for (int k = 0; k < labels.Length; k++)
            for (int i = 0; i < rows.Length; i++) held[labels[k]][rows[i]] = scores[k][i];
    }

    private (int[] Held, int[] Others)[] FoldsOf(int count, int seed)
    {
        if (count == 0) return [];
        int[] partOfExample = IterativeStratification.Assign(_exampleLabels,
            Enumerable.Repeat(1.0 / count, count).ToArray(), seed, data.Groups);
        int[] rows = [.. Enumerable.Range(0, data.Count)], part = new int[data.Count];
        part.AsSpan().Fill(LearnOnly);
        for (int i = 0; i < partOfExample.Length; i++) part[data.Examples[i]] = partOfExample[i];
        return [.. Enumerable.Range(0, count)
            .Select(fold => (Array.FindAll(rows, r => part[r] == fold), Array.FindAll(rows, r => part[r] != fold)))];
    }

    private void ForEach(int count, Action<int> body)
    {
        try
        {
            // Taken one by one, in order: what a label costs varies too much for ranges.
            Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering), _parallel, body);
        }
        catch (AggregateException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private void Report(string name, int total)
    {
        if (progress is null) return;
        lock (_reporting) progress.Report(new(name, ++_done, total));
    }
}
