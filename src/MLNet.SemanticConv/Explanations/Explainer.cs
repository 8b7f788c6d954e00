using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Takes the scores of single rows apart. Any number of threads may ask at once.</summary>
/// <param name="model">A model with a one-vs-rest stage.</param>
internal sealed class Explainer(ITransformer model)
{
    private readonly TaggerStages _stages = TaggerStages.Of(model);
    private readonly StageSlotNames _names = new();

    /// <param name="rows">The data, with the same columns each time; its first row is explained.</param>
    /// <param name="textColumnName">The column of text.</param>
    /// <param name="labels">The labels to explain; those predicted, or else the most probable one, where null.</param>
    public TagExplanation Explain(IDataView rows, string textColumnName, IReadOnlyCollection<string>? labels)
    {
        var (trace, tagger) = (new FeatureTrace(_stages.All, _names, rows), _stages.Tagger);
        string text = Columns.Named(rows.Schema, textColumnName).Type is TextDataViewType
            ? trace.Read<ReadOnlyMemory<char>>(textColumnName).ToString()
            : throw new ArgumentException($"The column '{textColumnName}' is not text.", nameof(textColumnName));

        float[] scores = Dense<float>(OneVersusRestTransformer.ScoresName),
            probabilities = Dense<float>(OneVersusRestTransformer.ProbabilitiesName);
        bool[] predicted = Dense<bool>(OneVersusRestTransformer.PredictedLabelsName);
        var shares = trace.SharesOf(tagger.FeatureColumnName);
        var offsets = WordOffsets.Of(text, _stages.CreateSplit())
            .ToLookup(word => word.Word, word => word.Offset, StringComparer.OrdinalIgnoreCase);
        int[] ranking = [.. Enumerable.Range(0, scores.Length).OrderByDescending(k => probabilities[k])];
        int[] chosen = labels != null ? Array.FindAll(ranking, Slots(tagger, labels).Contains) : Array.FindAll(ranking, k => predicted[k]);
        if (labels is null && chosen.Length == 0) chosen = ranking[..Math.Min(1, ranking.Length)];
        return new(text, [.. chosen.Select(k =>
        {
            int linear = tagger.LinearIndexOf(k);
            return new LabelExplanation(tagger.Labels[k], scores[k], probabilities[k], tagger.Thresholds[k], predicted[k],
                linear < 0 ? null : tagger.Linear.Bias(linear), linear < 0 ? [] : Words(tagger.Linear, linear, shares, offsets));
        })]);

        T[] Dense<T>(string column) => [.. trace.Read<VBuffer<T>>(column).DenseValues()];
    }

    private static HashSet<int> Slots(OneVersusRestTransformer tagger, IReadOnlyCollection<string> labels)
    {
        string[] known = [.. tagger.Labels];
        return [.. labels.Select(label => Array.IndexOf(known, label) is >= 0 and int slot
            ? slot
            : throw new ArgumentException($"The model knows no label '{label}'.", nameof(labels)))];
    }

    private static WordExplanation[] Words(
        LinearModels models, int k, IReadOnlyList<FeatureShare> shares, ILookup<string, Range> offsets)
        => [.. from share in shares
               let weight = models.Weight(share.Slot, k)
               where weight != 0
               group (Share: share, Weight: weight) by (share.Word, share.Feature) into feature
               group Contribution([.. feature]) by feature.Key.Word into word
               select new WordExplanation(word.Key, OffsetsOf(word.Key, offsets),
                   [.. word.OrderByDescending(feature => Math.Abs(feature.Score))]) into word
               orderby Math.Abs(word.Score) descending
               select word];

    private static Range[] OffsetsOf(string word, ILookup<string, Range> offsets)
        => [.. WordExplanation.PartsOf(word).SelectMany(part => offsets[part]).OrderBy(offset => offset.Start.Value)];

    // A vector takes many slots: its length, and the weight in its direction.
    private static FeatureContribution Contribution((FeatureShare Share, float Weight)[] slots)
    {
        var (share, weight) = slots[0];
        if (slots.Length == 1) return new(share.Feature, (float)share.Correlation, (float)share.Amount, weight);
        double length = Math.Sqrt(slots.Sum(slot => slot.Share.Amount * slot.Share.Amount)),
            score = slots.Sum(slot => slot.Share.Amount * slot.Weight);
        return new(share.Feature, (float)share.Correlation, (float)length, length > 0 ? (float)(score / length) : 0);
    }
}
