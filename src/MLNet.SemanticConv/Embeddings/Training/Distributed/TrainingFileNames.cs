namespace MLNet.SemanticConv;

/// <summary>What the files of a run are called.</summary>
internal static class TrainingFileNames
{
    /// <summary>The words that have vectors.</summary>
    public const string Vocabulary = "vocabulary";

    /// <summary>The word vectors, when they are trained.</summary>
    public const string Vectors = "vectors.wv";

    /// <summary>The words of a part of the text and how often each occurs.</summary>
    public static string Counts(int textPart) => $"counts-{textPart}";

    /// <summary>A part of the text as the numbers of its words.</summary>
    public static string Text(int textPart) => $"text-{textPart}";

    /// <summary>The pairs of a stretch that are in a part of the text, by buckets.</summary>
    public static string Pairs(int epoch, long stretch, int textPart) => $"pairs-{epoch}-{stretch}-{textPart}";

    /// <summary>A part of the word vectors after so many buckets.</summary>
    public static string Inputs(int part, long rounds) => $"inputs-{part}-{rounds}";

    /// <summary>A part of the output vectors after so many buckets.</summary>
    public static string Outputs(int part, long rounds) => $"outputs-{part}-{rounds}";
}
