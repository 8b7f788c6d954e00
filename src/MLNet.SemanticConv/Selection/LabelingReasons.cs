namespace MLNet.SemanticConv;

/// <summary>Says why texts were chosen: which words of a text speak for the labels in doubt, and which no model knows.</summary>
internal sealed class LabelingReasons(TextScorer scorer)
{
    private const int MostWords = 5;

    private readonly OneVersusRestTransformer _tagger = scorer.Tagger;

    public LabelingCandidate Explain(
        (long Row, string Text) candidate, LabelingReason reason, IReadOnlyList<(int Label, float Probability)> labels)
    {
        var words = scorer.SharesOf(candidate.Text).ToLookup(share => share.Word);
        return new(candidate.Row, candidate.Text, reason, [.. labels.Select(doubt => new LabelInDoubt(
            _tagger.Labels[doubt.Label], doubt.Probability, _tagger.TrainingSupport[doubt.Label], SpeakingFor(doubt.Label, words)))],
            Unknown(words));
    }

    private string[] SpeakingFor(int label, ILookup<string, FeatureShare> words)
    {
        int model = _tagger.LinearIndexOf(label);
        return model < 0 ? [] : Weightiest(words.Select(
            word => (word.Key, word.Sum(share => share.Amount * _tagger.Linear.Weight(share.Slot, model)))));
    }

    // What models that are not linear know of a word is not told.
    private string[] Unknown(ILookup<string, FeatureShare> words) => _tagger.Linear.Count < _tagger.Labels.Count ? [] : Weightiest(words
        .Where(word => !word.Any(share => _tagger.Linear.Weighs(share.Slot)))
        .Select(word => (word.Key, word.Sum(share => share.Amount * share.Amount))));

    private static string[] Weightiest(IEnumerable<(string Word, double Weight)> words)
        => [.. words.Where(word => word.Weight > 0).OrderByDescending(word => word.Weight).Take(MostWords).Select(word => word.Word)];
}
