namespace MLNet.SemanticConv;

/// <summary>Reads a stream by lines and by bytes through one buffer. A span that it returns is valid until the next call.</summary>
/// <param name="stream">What is read.</param>
/// <param name="path">The file it comes from, for messages.</param>
/// <param name="length">The bytes that the stream holds, or null where only reading tells.</param>
internal sealed class ByteReader(Stream stream, string path, long? length)
{
    private const int LongestLine = 1 << 26;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _consumed;

    public string Path => path;

    /// <summary>The bytes not yet read, or null where only reading tells.</summary>
    public long? Remaining => length - _consumed;

    /// <summary>The next bytes, without reading them; fewer at the end of the stream.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        while (_end - _start < count && Fill()) { }
        return _buffer.AsSpan(_start, Math.Min(count, _end - _start));
    }

    /// <summary>The next line without its end, without reading it; empty at the end of the stream.</summary>
    public ReadOnlySpan<byte> PeekLine() => _buffer.AsSpan(_start, FindLineEnd() - _start);

    /// <summary>Reads a line; the span is without its end, and empty at the end of the stream.</summary>
    public ReadOnlySpan<byte> ReadLine()
    {
        int end = FindLineEnd();
        var line = _buffer.AsSpan(_start, end - _start);
        Skip(Math.Min(end + 1, _end) - _start);
        return line;
    }

    /// <summary>Whether all is read.</summary>
    public bool AtEnd => Peek(1).IsEmpty;

    public void Skip(int count)
    {
        _start += count;
        _consumed += count;
    }

    /// <summary>Fills <paramref name="bytes"/>; false where the stream ends before.</summary>
    public bool TryRead(Span<byte> bytes)
    {
        int buffered = Math.Min(bytes.Length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(bytes);
        Skip(buffered);
        int rest = stream.ReadAtLeast(bytes[buffered..], bytes.Length - buffered, throwOnEndOfStream: false);
        _consumed += rest;
        return buffered + rest == bytes.Length;
    }

    private int FindLineEnd()
    {
        for (int searched = 0; ;)
        {
            int found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0) return _start + searched + found;
            searched = _end - _start;
            if (searched > LongestLine)
                throw new FormatException($"'{path}' has a line of more than {LongestLine} bytes: it is not a vector file.");
            if (!Fill()) return _end;
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
