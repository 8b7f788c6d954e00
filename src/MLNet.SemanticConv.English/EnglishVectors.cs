namespace MLNet.SemanticConv.English;

/// <summary>
/// Vectors of English words that come with the package: the embeddings by the sentence encoder all-MiniLM-L6-v2 of each word alone, reduced
/// to 128 dimensions of 8 bits.
/// </summary>
/// <remarks>
/// The words are the 21,700 whole words of the encoder's vocabulary, in lower case. The vectors are centred, and their dimensions are the
/// directions in which they vary most.
/// </remarks>
/// <example>
/// <code>
/// var options = new SemanticTextOptions { GeneralVectors = EnglishVectors.Load() };
/// var tagger = ml.MultiLabelClassification.Trainers.SemanticTagger("Labels", "Text", allText, options);
/// </code>
/// </example>
public static class EnglishVectors
{
    private const string Resource = "english.vectors";

    /// <summary>Reads the vectors, 21,700 × 128, of length 1: 11 MB of memory.</summary>
    /// <returns>The vectors.</returns>
    public static WordVectors Load()
    {
        using Stream stream = typeof(EnglishVectors).Assembly.GetManifestResourceStream(Resource)!;
        return ByteVectors.Read(stream);
    }
}
