using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>
/// Chooses texts for labelling in two passes: the first scores all texts and keeps a few thousand, the second chooses a batch among them.
/// Memory does not depend on how many texts there are.
/// </summary>
internal sealed class LabelingSelection(
    TextScorer scorer, LabelingOptions options, TrainingHost host,
    IProgress<StepProgress>? progress, CancellationToken cancellationToken)
{
    private const double Unit = 2;   // of the scores' spread
    private const int MostLabels = 3;

    private readonly SelectionWeights _weights = SelectionWeights.Of(options);
    private readonly int _seed = options.Seed ?? host.NextSeed();

    public IReadOnlyList<LabelingCandidate> Run(IDataView unlabeled, IDataView? labeled, int count)
    {
        HashSet<string> known = labeled is null ? [] : scorer.TextsOf(labeled);
        int drawn = (int)Math.Round(_weights.RandomShare * count);
        var pool = new CandidatePool(drawn < count ? scorer.Tagger.Labels.Count : 0, drawn, _seed);
        return Fill(pool, unlabeled, known) is { } calls ? Choose(pool, calls, known, count, drawn) : [];
    }

    /// <summary>Scores all texts.</summary>
    /// <returns>What texts teach, or null where there is none.</returns>
    private CloseCalls? Fill(CandidatePool pool, IDataView unlabeled, HashSet<string> known)
    {
        var tagger = scorer.Tagger;
        CloseCalls? calls = null;
        long scored = 0;
        long? total = unlabeled.GetRowCount();
        float[] distances = new float[tagger.Labels.Count];
        foreach (ScoredText[] chunk in scorer.Score(unlabeled, known, options.NumberOfThreads, cancellationToken))
        {
            calls ??= new(tagger.Thresholds, tagger.TrainingSupport, _weights.Rarity,
                Unit * CloseCalls.Spread(Array.ConvertAll(chunk, text => text.Scores)));
            foreach (ScoredText text in chunk) pool.Offer(text, calls, distances);
            progress?.Report(new("Scoring the texts", scored += chunk.Length, total ?? 0));
        }
        host.Info(nameof(LabelingSelection), $"Scored {scored} texts of {tagger.Labels.Count} labels.");
        return calls;
    }

    private List<LabelingCandidate> Choose(CandidatePool pool, CloseCalls calls, HashSet<string> known, int count, int drawn)
    {
        var sample = pool.Sample.ToList();
        (long Row, string Text)[] candidates = [.. sample.Concat(pool.CloseCalls).DistinctBy(candidate => candidate.Row)];
        var labeled = scorer.Sketch(known, options.NumberOfThreads, cancellationToken);
        var batch = new BatchSelection(
            Array.ConvertAll(candidates, candidate => candidate.Text), sample.Count, labeled, scorer, calls, _weights);
        var reasons = new LabelingReasons(scorer);
        List<LabelingCandidate> chosen = [];
        for (int i = 0; i < Math.Min(count, candidates.Length); i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int best = i < drawn ? i : batch.Best();
            var labels = batch.LabelsOf(best, MostLabels).ToList();
            batch.Take(best);
            chosen.Add(reasons.Explain(candidates[best], i < drawn ? LabelingReason.Random : LabelingReason.CloseCall, labels));
        }
        host.Info(nameof(LabelingSelection), $"Chose {chosen.Count} texts among {candidates.Length}.");
        return chosen;
    }
}
