namespace MLNet.SemanticConv;

/// <summary>One pass over a corpus that hands out its blocks to several workers.</summary>
internal interface ITextSource : IDisposable
{
    /// <summary>Fills a text with the next block; false at the end.</summary>
    bool Read(EncodedText text);

    /// <summary>Lets every worker find the end.</summary>
    void Stop();
}
