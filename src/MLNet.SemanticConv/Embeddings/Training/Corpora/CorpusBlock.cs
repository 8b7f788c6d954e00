using System.Text;

namespace MLNet.SemanticConv;

/// <summary>A batch of whole sentences as UTF-8: what a worker takes from a corpus at once.</summary>
internal sealed class CorpusBlock
{
    /// <summary>The number of bytes that a block aims at: a few milliseconds of training.</summary>
    public const int TargetLength = 1 << 16;

    private byte[] _bytes = new byte[2 * TargetLength];

    public int Length { get; private set; }

    /// <summary>How many blocks of the corpus were handed out before it.</summary>
    public long Number { get; set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(byte value)
    {
        Reserve(1);
        _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    /// <summary>Appends what the stream gives at once, at most <see cref="TargetLength"/> bytes; false at the end of the stream.</summary>
    public bool AppendFrom(Stream stream)
    {
        Reserve(TargetLength);
        int read = stream.Read(_bytes.AsSpan(Length, TargetLength));
        Length += read;
        return read > 0;
    }

    /// <summary>Appends the next <paramref name="count"/> bytes of the stream.</summary>
    public void AppendFrom(Stream stream, int count)
    {
        Reserve(count);
        stream.ReadExactly(_bytes.AsSpan(Length, count));
        Length += count;
    }

    /// <summary>Takes back all after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = length;

    private void Reserve(int more)
    {
        if (_bytes.Length - Length >= more) return;
        int doubled = (int)Math.Min(2L * _bytes.Length, Array.MaxLength);
        Array.Resize(ref _bytes, Math.Max(checked(Length + more), doubled));
    }
}
