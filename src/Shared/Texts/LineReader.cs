using System.Text;

namespace MLNet.Shared;

/// <summary>
/// Lines of text: UTF-8, or UTF-16 with its byte order mark. A line ends in LF or CR LF; a CR alone is part of the text. A line of more
/// than <see cref="MaximumLineBytes"/> is refused, so that memory stays bounded whatever is read.
/// </summary>
/// <param name="stream">What to read; it is not closed.</param>
/// <param name="name">What messages call it.</param>
/// <param name="isBeginning">Whether it is the beginning of a file, where the byte order mark is.</param>
internal sealed class LineReader(Stream stream, string name, bool isBeginning = true)
{
    /// <summary>The longest line, in bytes of UTF-8: 16 MiB.</summary>
    public const int MaximumLineBytes = 1 << 24;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private Stream _stream = stream;
    private byte[] _buffer = new byte[1 << 16];
    private int _start, _end;
    private bool _begun = !isBeginning, _isTooLong;

    /// <summary>The number of lines that are read.</summary>
    public long Number { get; private set; }

    /// <summary>Where the line is that was read last.</summary>
    public Place Place => new(name, Number);

    /// <summary>The next line, or null at the end.</summary>
    /// <exception cref="BadTextException">A line is not of its encoding, is too long or holds a NUL; the next one can be read.</exception>
    /// <exception cref="FormatException">What is there is no UTF-16, and nothing more can be read.</exception>
    public string? Next()
    {
        if (!_begun) Begin();
        if (_isTooLong) SkipLine();
        int searched = 0;
        while (true)
        {
            int feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            searched = feed >= 0 ? searched + feed : _end - _start;
            if (searched > MaximumLineBytes)
            {
                _isTooLong = feed < 0;
                _start += feed < 0 ? searched : searched + 1;
                Number++;
                throw Place.Bad($"is longer than {MaximumLineBytes >> 20} MiB: a line is one text. Split it.");
            }
            if (feed >= 0) return Line(searched, 1);
            if (!Fill()) return searched == 0 ? null : Line(searched, 0);
        }
    }

    private void SkipLine()
    {
        _isTooLong = false;
        do
        {
            int feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            _start = feed >= 0 ? _start + feed + 1 : _end;
            if (feed >= 0) return;
        }
        while (Fill());
    }

    private string Line(int length, int feed)
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        _start += length + feed;
        Number++;
        if (line is [.. var rest, (byte)'\r'] && feed > 0) line = rest;
        if (line.Contains((byte)0))
            throw Place.Bad($"contains a NUL, which text does not: it may be UTF-16 without a byte order mark. Convert it to UTF-8.");
        try
        {
            return Utf8.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            throw Place.Bad("is not UTF-8 text (it has a wrong byte): convert the file to UTF-8.");
        }
    }

    private void Begin()
    {
        _begun = true;
        while (_end < 3 && Fill()) { }
        switch (_buffer.AsSpan(0, _end))
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                _start = 3;
                break;
            case [0xFF, 0xFE, ..]:
                Transcode(bigEndian: false);
                break;
            case [0xFE, 0xFF, ..]:
                Transcode(bigEndian: true);
                break;
        }
    }

    private void Transcode(bool bigEndian)
    {
        ChainedStream rest = new(_buffer.AsSpan(2, _end - 2).ToArray(), _stream, after: default);
        _stream = Encoding.CreateTranscodingStream(rest,
            new UnicodeEncoding(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true), Utf8);
        _end = 0;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        try
        {
            int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            return read > 0;
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException($"{name} is not UTF-16 text (a wrong byte after line {Number}): convert it to UTF-8.");
        }
    }
}
