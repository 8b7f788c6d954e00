using System.Text.Json.Serialization;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>What a word of the text adds to a label's score.</summary>
/// <param name="Word">The word, as the bag of words spells it.</param>
/// <param name="Offsets">Where the word is in the text, in order: <c>text[offset]</c> is the part that became the word. An n-gram has the
/// offsets of its words. They overlap where every two characters in a row are a word, as in Japanese. There are none if the model reads
/// numbers instead of text. In JSON each is a <c>start</c> and a <c>length</c>, in UTF-16 code units.</param>
/// <param name="Features">The features that it counts as, itself or neighbours, the largest contributions first.</param>
public sealed record WordExplanation(
    string Word,
    [property: JsonConverter(typeof(OffsetsJson))] IReadOnlyList<Range> Offsets,
    IReadOnlyList<FeatureContribution> Features)
{
    /// <summary>What is added to the score in all; below 0 it speaks against the label.</summary>
    public double Score => Features.Sum(feature => feature.Score);

    internal IEnumerable<FeatureContribution> Neighbors => Features.Where(feature => feature.Feature != Word);

    /// <summary>The words of the n-gram, each once, or the one word.</summary>
    internal static string[] PartsOf(string word) => [.. word.Split('|').Distinct()];
}
