namespace MLNet.SemanticConv;

/// <summary>How much of an epoch lies before a place in the corpus.</summary>
internal readonly record struct TextPosition(long Sentences, long Words)
{
    /// <summary>The place after a text that begins here.</summary>
    public TextPosition After(EncodedText text) => new(Sentences + text.Sentences, Words + text.WordsRead);
}
