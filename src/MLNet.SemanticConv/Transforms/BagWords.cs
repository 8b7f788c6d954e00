using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>The names of a bag's slots, which must have to do with the word vectors: a bag of other tokens would be passed on as it is,
/// unnoticed.</summary>
internal static class BagWords
{
    /// <param name="column">The column of the bag.</param>
    /// <param name="vectors">The word vectors.</param>
    /// <param name="ngrams">Whether a slot "a|b" gets the mean of its words' vectors.</param>
    /// <exception cref="ArgumentException">The slots have no names, or none of these has a vector.</exception>
    public static string[] Read(DataViewSchema.Column column, WordVectors vectors, bool ngrams)
    {
        string[] names = NamesOf(column);
        bool IsKnown(string name) => vectors.TryGetIndex(name, out _) || (ngrams && NgramMean.WordsOf(name, vectors) is not null);
        if (names.Any(IsKnown)) return names;
        string advice = !ngrams && names.Any(NgramMean.IsNgram)
            ? $"Slots of several words have vectors only with {nameof(CorrelationOptions)}.{nameof(CorrelationOptions.Ngrams)}."
            : "Train the vectors on the same tokens as the bag.";
        throw new ArgumentException(
            $"No slot of the column '{column.Name}' is a word of the vectors: its slots are {Some(names)}, the words "
                + $"{Some(vectors.Words)}. {advice}", nameof(column));
    }

    /// <summary>The words that a bag's slots count.</summary>
    /// <exception cref="ArgumentException">The slots have no names, or are buckets of a hashed bag.</exception>
    public static string[] NamesOf(DataViewSchema.Column column)
    {
        string[] names = Columns.SlotNames(column);
        return names.Count(name => name.Length == 0) < 2 ? names : throw new ArgumentException(
            $"The column '{column.Name}' is a hashed bag: its slots are buckets of no word or several, so that no "
            + "slot has a vector of its own. "
            + "Make the bag with ProduceWordBags instead of ProduceHashedWordBags.", nameof(column));
    }

    private static string Some(IEnumerable<string> words) => string.Join(", ", words.Take(3).Select(word => $"'{word}'"))
        + (words.Skip(3).Any() ? ", …" : "");
}
