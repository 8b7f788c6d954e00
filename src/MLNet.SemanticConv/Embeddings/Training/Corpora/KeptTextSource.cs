namespace MLNet.SemanticConv;

/// <summary>Hands out what an earlier pass kept.</summary>
internal sealed class KeptTextSource(KeptBlock[] blocks) : ITextSource
{
    private int _handedOut;

    public bool Read(EncodedText text)
    {
        int i = Interlocked.Increment(ref _handedOut) - 1;
        if (i >= blocks.Length) return false;
        text.Read(blocks[i].Number, blocks[i].Words, blocks[i].Rows);
        return true;
    }

    public void Stop() => Volatile.Write(ref _handedOut, blocks.Length);

    public void Dispose()
    {
    }
}
