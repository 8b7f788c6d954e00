using System.Text.Json.Serialization;
using Microsoft.ML;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>A tag that the page offers for a text.</summary>
/// <param name="Label">The label.</param>
/// <param name="Probability">The model's probability of it.</param>
/// <param name="Given">Whether the model gives it.</param>
/// <param name="Examples">The examples that the model has learnt it from.</param>
/// <param name="Words">The words of the text that speak for it, the weightiest first.</param>
/// <param name="Marks">Where in the text they are, in UTF-16 code units, as JavaScript counts.</param>
internal sealed record SuggestedTag(
    string Label, float Probability, bool Given, int Examples, string[] Words,
    [property: JsonConverter(typeof(OffsetsJson))] IReadOnlyList<Range> Marks)
{
    private const int MostTags = 9, MostWords = 5;   // as many tags as there are digits for keys

    private const double LeastShare = 0.25;   // of what the weightiest word adds

    /// <summary>The tags that the model gives, those in doubt and the next most probable, the most probable first.</summary>
    public static SuggestedTag[] For(TextTagger tagger, LabelingCandidate candidate)
    {
        Tagging tagging = tagger.Tag(candidate.Text);
        HashSet<string> known = [.. tagger.Labels], given = [.. tagging.Labels.Select(label => label.Label)];
        string[] offered = [.. given.Concat(candidate.Labels.Select(doubt => doubt.Label).Where(known.Contains))
            .Concat(tagging.Best.Select(label => label.Label)).Distinct(StringComparer.Ordinal).Take(MostTags)];
        OneVersusRestTransformer model = ModelFile.Labels(tagger.Model);
        Dictionary<string, int> support = model.Labels.Zip(model.TrainingSupport).ToDictionary(label => label.First, label => label.Second);
        return [.. tagger.Explain(candidate.Text, offered).Labels.OrderByDescending(label => label.IsPredicted)
            .ThenByDescending(label => label.Probability)
            .Select(label => Of(label, given.Contains(label.Label), support[label.Label]))];
    }

    private static SuggestedTag Of(LabelExplanation label, bool isGiven, int examples)
    {
        double least = LeastShare * label.Words.Select(word => word.Score).DefaultIfEmpty().Max();
        WordExplanation[] words = [.. label.Words.Where(word => word.Score > 0 && word.Score >= least)
            .OrderByDescending(word => word.Score).Take(MostWords)];
        return new(label.Label, label.Probability, isGiven, examples,
            [.. words.SelectMany(word => word.Word.Split('|')).Distinct(StringComparer.Ordinal)],
            [.. words.SelectMany(word => word.Offsets).Distinct()]);
    }
}
