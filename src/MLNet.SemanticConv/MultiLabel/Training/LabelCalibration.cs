namespace MLNet.SemanticConv;

/// <summary>How scores become probabilities.</summary>
internal static class LabelCalibration
{
    /// <summary>
    /// The calibration of each label: its model's own, or Platt's on the held-out scores; on the training scores where none are held out,
    /// or where they say nothing of any label, as with one example for each.
    /// </summary>
    /// <param name="labels">The labels.</param>
    /// <param name="data">What they were trained on.</param>
    /// <param name="parallel">How many labels are worked on at once, and what ends the work.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static PlattSigmoid?[] Of(TrainedLabels labels, TrainingRows data, ParallelOptions parallel)
    {
        var (models, held) = labels;
        var sigmoids = Array.ConvertAll(models, model => (model as LinearLabelModel)?.Calibration);
        int[] open = [.. Enumerable.Range(0, models.Length).Where(k => !models[k].IsCalibrated)];
        if (open.Length == 0) return sigmoids;
        var truth = data.ExampleLabels;
        KnownScores[] known = held.Length == 0 ? [] : parallel.Map(open.Length, i => KnownScores.Of(held[open[i]], truth.Flags(open[i])));
        if (!Array.Exists(known, label => label.HasBoth))
        {
            known = parallel.Map(open.Length, i =>
            {
                float[] scores = new float[data.Examples.Length];
                models[open[i]].Score(data.Features, data.Examples, scores);
                return new KnownScores(scores, truth.Flags(open[i]));
            });
        }
        var fitted = PlattScaling.Fit(known, parallel);
        for (int i = 0; i < open.Length; i++) sigmoids[open[i]] = fitted[i];
        return sigmoids;
    }
}
