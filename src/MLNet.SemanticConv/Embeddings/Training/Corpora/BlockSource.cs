namespace MLNet.SemanticConv;

/// <summary>Hands the blocks of a corpus to several workers.</summary>
internal sealed class BlockSource(ICorpusReader reader)
{
    private readonly Lock _lock = new();
    private bool _atEnd;
    private long _blocks;

    /// <summary>Fills a block with the next sentences; false at the end.</summary>
    public bool Read(CorpusBlock block)
    {
        lock (_lock)
        {
            if (_atEnd || !reader.Read(block)) _atEnd = true;
            block.Number = _blocks++;
            return !_atEnd;
        }
    }

    /// <summary>Lets every worker find the end.</summary>
    public void Stop()
    {
        lock (_lock) _atEnd = true;
    }
}
