namespace MLNet.SemanticConv;

/// <summary>Trains the models of all labels, their calibrations and their thresholds.</summary>
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
    private readonly LabelSets _exampleLabels = data.ExampleLabels;
    private readonly ParallelOptions _parallel = new()
    {
        MaxDegreeOfParallelism = options.NumberOfThreads,
        CancellationToken = cancellationToken
    };

    /// <summary>A model, a calibration and a threshold for each label.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing goes on.</exception>
    public (LabelModel[] Models, PlattSigmoid?[] Sigmoids, float[] Thresholds) Run()
    {
        var labels = Learn();
        WarnOfPriors(labels.Models);
        var sigmoids = LabelCalibration.Of(labels, data, _parallel);   // before tuning, which loses the order of the scores
        return (labels.Models, sigmoids, Thresholds(labels));
    }

    /// <summary>K scores of each example, each by a model that has not seen the row.</summary>
    /// <param name="foldCount">The number of parts that the rows are cut into, each scored by models trained on the others.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing goes on.</exception>
    public float[][] HeldOutScores(int foldCount)
    {
        int seed = host.NextSeed();
        var folds = TrainingRound.Folds(data, foldCount, seed);
        HeldOutScores held = new(data, data.Labels.Count);
        Rounds(seed, turns: 1).Train(data, folds, (fold, labels, models)
            => held.Take(labels, fold.HeldOut, GroupedScoring.Score(models, data.Features, fold.HeldOut)));
        return held.OfExamples();
    }

    private TrainedLabels Learn()
    {
        int seed = host.NextSeed();
        var folds = TrainingRound.Folds(data, options.Thresholds.NumberOfFolds, seed);
        TrainingRound[] rounds = [.. folds, TrainingRound.ForGood];
        // Without held-out scores nothing tells whether words or rows without labels help; only linear models can be added and weigh rows.
        bool canJudge = folds.Length > 0 && learner.IsLinear;
        var words = canJudge && options.LearnFromSharedWords ? SharedWords.Of(data.Labels) : null;
        if (!canJudge || unlabeled is not { Count: > 0 } || !SelfTraining.CanBeJudged(_exampleLabels))
            return Train(data, words, rounds, Rounds(seed, turns: 1));

        var training = Rounds(seed, turns: 2);
        SelfTraining more = new(unlabeled, rounds, words?.Sets.Count ?? data.Labels.Count);
        var alone = Train(data, words, rounds, training, more);
        float[] thresholds = Tune(Array.ConvertAll(alone.Held, scores => scores.ToArray()));
        var (examples, extended) = more.Add(
            data, (scores, label) => words?.Mix(scores, label, alone.Share) ?? scores[label], thresholds, _parallel);
        var with = Train(examples, words is null ? null : SharedWords.Of(examples.Labels), extended, training);
        return more.Helps(with.Held, alone.Held, _exampleLabels, _parallel, host) ? with : alone;
    }

    /// <summary>Trains labels and, if given, the words of their names, of which they then get a share.</summary>
    private TrainedLabels Train(
        TrainingRows rows, SharedWords? words, TrainingRound[] rounds, RoundTraining training, SelfTraining? more = null)
    {
        var learnt = words is null ? rows : rows with { Labels = words.Sets };
        var models = new LabelModel[learnt.Labels.Count];
        HeldOutScores held = new(data, rounds.Length > 1 ? models.Length : 0);
        training.Train(learnt, rounds, (round, labels, trained) =>
        {
            more?.Take(round, labels, trained);
            if (!round.IsForGood) held.Take(labels, round.HeldOut, GroupedScoring.ScoreKnown(trained, data.Features, round.HeldOut));
            else for (int i = 0; i < labels.Length; i++) models[labels[i]] = trained[i];
        });
        TrainedLabels all = new(models, held.OfExamples());
        return words?.AddTo(all, _exampleLabels, data.Features.Size, _parallel, host) ?? all;
    }

    private RoundTraining Rounds(int seed, int turns) => new(learner, _parallel, host, seed, turns, progress);

    private float[] Thresholds(TrainedLabels labels)
    {
        if (labels.Held.Length == 0) return [.. Enumerable.Repeat(options.Thresholds.Value, labels.Models.Length)];
        float[] thresholds = Tune(labels.Held);
        for (int k = 0; k < thresholds.Length; k++) thresholds[k] = AsAlways(k, labels.Models[k], thresholds[k]);
        return thresholds;
    }

    private float[] Tune(float[][] held) => ThresholdTuner.Tune(held, _exampleLabels, options.Thresholds, _parallel);

    // What no row has is given to no text, and what every row has to every text, wherever the other labels' threshold is.
    private float AsAlways(int label, LabelModel model, float threshold)
        => model is not LinearLabelModel { IsPrior: true, Bias: var score } ? threshold
        : data.Labels[label].Length == 0 ? Math.Max(threshold, score) : Math.Min(threshold, MathF.BitDecrement(score));

    private void WarnOfPriors(LabelModel[] models)
    {
        for (int k = 0; k < models.Length; k++)
        {
            if (models[k].IsPrior)
                // the user's own rows are told, not those made of the labels' names
                host.Warn($"The label '{data.Labels.Names[k]}' is {Where(data.Labels[k].Length == 0, _exampleLabels.RowCount)}: "
                    + "its score is the same for every text.");
        }
    }

    private static string Where(bool nowhere, int rows)
        => rows == 1 ? $"{(nowhere ? "not " : "")}in the only row" : $"in {(nowhere ? "none" : "all")} of the {rows} rows";
}
