namespace MLNet.Shared;

/// <summary>Some bytes, a stream, and some bytes more, as one stream.</summary>
/// <param name="before">Read first.</param>
/// <param name="stream">Read next; it is disposed with this stream.</param>
/// <param name="after">Read last.</param>
internal sealed class ChainedStream(ReadOnlyMemory<byte> before, Stream stream, ReadOnlyMemory<byte> after) : ReadOnlyStream
{
    /// <summary>Whether the end of the stream was reached.</summary>
    public bool IsPastStream { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        if (!before.IsEmpty) return Take(ref before, buffer);
        if (!IsPastStream)
        {
            int read = stream.Read(buffer);
            if (read > 0) return read;
            IsPastStream = true;
        }
        return Take(ref after, buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }

    private static int Take(ref ReadOnlyMemory<byte> bytes, Span<byte> buffer)
    {
        int count = Math.Min(bytes.Length, buffer.Length);
        bytes.Span[..count].CopyTo(buffer);
        bytes = bytes[count..];
        return count;
    }
}
