namespace MLNet.SemanticConv.Cli;

/// <summary>How text becomes features.</summary>
internal enum Method
{
    /// <summary>Bag of words and TF-IDF of the labelled text alone: what there is without this library.</summary>
    Plain,

    /// <summary>The published method to the letter: counts are convolved with ones, TF-IDF follows; the vocabulary is that of all
    /// text.</summary>
    Blog,

    /// <summary>TF-IDF of all text, convolved with weighted neighbours of cleaned vectors, as strong as cross-validation finds best; learns
    /// from the labels' names too.</summary>
    Default,
}
