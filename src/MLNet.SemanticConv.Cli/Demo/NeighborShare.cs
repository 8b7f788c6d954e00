namespace MLNet.SemanticConv.Cli;

/// <summary>What a word of a text adds to a label's score by counting as a neighbour.</summary>
/// <param name="Word">A word of the text.</param>
/// <param name="Neighbor">A word that word2vec finds near it.</param>
/// <param name="Score">How much less the label's score would be without it.</param>
internal readonly record struct NeighborShare(string Word, string Neighbor, double Score)
{
    /// <summary>The neighbours that add most, the strongest first.</summary>
    public static IReadOnlyList<NeighborShare> StrongestOf(LabelExplanation label, int count)
        => [.. (from word in label.Words
                from feature in word.Features
                where feature.Feature != word.Word && feature.Score > 0
                orderby feature.Score descending
                select new NeighborShare(word.Word, feature.Feature, feature.Score)).Take(count)];
}
