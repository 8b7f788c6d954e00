namespace MLNet.SemanticConv;

/// <summary>A text that can be read again and again from its beginning.</summary>
internal interface ICorpus
{
    /// <summary>What messages call it: the file, the column or the argument that somebody gave.</summary>
    string Name { get; }

    /// <summary>Which bytes of its blocks end a word or a sentence.</summary>
    Delimiters Delimiters { get; }

    /// <summary>Begins at the beginning.</summary>
    ICorpusReader Open();
}

/// <summary>One pass over a corpus. Not for several threads at once.</summary>
internal interface ICorpusReader : IDisposable
{
    /// <summary>Fills a block with the next sentences; false at the end.</summary>
    bool Read(CorpusBlock block);
}
