namespace MLNet.SemanticConv;

/// <summary>Trains all labels in several rounds over the cores.</summary>
/// <param name="learner">What trains a label.</param>
/// <param name="parallel">How many groups of labels are trained at once, and what ends the work.</param>
/// <param name="host">For seeds and messages.</param>
/// <param name="seed">What the seeds of the groups are made of.</param>
/// <param name="turns">How often <see cref="Train"/> is called, for the progress.</param>
/// <param name="progress">Receives a report for each label and round.</param>
internal sealed class RoundTraining(
    BinaryLearner learner, ParallelOptions parallel, TrainingHost host, int seed, int turns, IProgress<StepProgress>? progress)
{
    private readonly Lock _reporting = new();
    private int _done;

    /// <summary>Trains all labels in each of the rounds.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="rounds">Which of them each round trains on.</param>
    /// <param name="take">Takes the models of a group of labels; called from several threads.</param>
    /// <exception cref="InvalidOperationException">The learner failed for a label, which the message names.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing goes on.</exception>
    public void Train(TrainingRows data, TrainingRound[] rounds, Action<TrainingRound, int[], LabelModel[]> take)
    {
        int count = data.Labels.Count, total = count * rounds.Length;
        // The most frequent labels take longest, so they go first, and beside labels that take as long.
        int[] byFallingSupport = [.. Enumerable.Range(0, count).OrderByDescending(k => data.Labels[k].Length)];
        int groupSize = Math.Clamp(total / parallel.MaxDegreeOfParallelism, 1, learner.GroupSizeFor(data.Features));
        int[][] groups = [.. byFallingSupport.Chunk(groupSize)];
        parallel.ForEach(groups.Length * rounds.Length, job =>
        {
            int[] labels = groups[job / rounds.Length];
            int round = job % rounds.Length;
            int seedOfGroup = unchecked(seed * 31 + labels[0] * 1_000_003 + round);
            take(rounds[round], labels, TrainGroup(data, rounds[round].Rows, labels, seedOfGroup));
            foreach (int label in labels) Report(data.Labels.Names[label], turns * total);
        });
    }

    private LabelModel[] TrainGroup(TrainingRows data, int[]? rows, int[] labels, int seed)
    {
        int count = rows?.Length ?? data.Count;
        int[] positives = Array.ConvertAll(labels,
            label => rows is null ? data.Labels[label].Length : data.Labels.Flags(label, rows).AsSpan().Count(true));
        bool IsConstant(int i) => positives[i] == 0 || positives[i] == count;
        int[] learnable = [.. labels.Where((_, i) => !IsConstant(i))];
        var trained = new Queue<LabelModel>(learnable.Length == 0 ? [] : Learn(data, rows, learnable, seed));
        return [.. labels.Select((_, i) => IsConstant(i) ? LinearLabelModel.Constant(positives[i], count) : trained.Dequeue())];
    }

    private LabelModel[] Learn(TrainingRows data, int[]? rows, int[] labels, int seed)
    {
        string names = string.Join("', '", labels.Select(label => data.Labels.Names[label]));
        try
        {
            return learner.Train(data, rows, labels, host.Child(names, seed));
        }
        catch (Exception e) when (!parallel.CancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"Training the label '{names}' failed: {e.Message}", e);
        }
    }

    private void Report(string name, int total)
    {
        if (progress is null) return;
        lock (_reporting) progress.Report(new(name, ++_done, total));
    }
}
