namespace MLNet.Shared;

/// <summary>The next bytes of a stream, and no more.</summary>
/// <param name="stream">The stream, at the first of them; it is disposed with this one.</param>
/// <param name="length">How many.</param>
internal sealed class FirstBytesStream(Stream stream, long length) : ReadOnlyStream
{
    private long _left = length;

    public override int Read(Span<byte> buffer)
    {
        int read = stream.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }
}
