using System.Buffers.Binary;

namespace MLNet.SemanticConv;

/// <summary>Reads the model of one part forward, to find out whether what it claims to hold is there; it keeps nothing.</summary>
/// <param name="content">The part, from the end of its header on.</param>
/// <param name="header">The header.</param>
internal sealed class PartReader(Stream content, PartHeader header)
{
    private readonly byte[] _buffer = new byte[1 << 12];

    public PartHeader Header => header;

    /// <summary>The bytes of the model that are still to come.</summary>
    public long Left { get; private set; } = header.ModelBytes;

    /// <summary>Whether all of it was held against its claims.</summary>
    public bool IsRead { get; private set; } = true;

    public byte Byte() => Next(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Next(4));

    /// <summary>Reads how many things follow, each of so many bytes at least.</summary>
    public int Count(int bytesEach)
    {
        int count = Int32();
        return count >= 0 && (long)count * bytesEach <= Left
            ? count
            : throw new InvalidDataException($"it claims {count} values of {bytesEach} bytes and has {Left} bytes");
    }

    /// <summary>Passes over things with their number before them.</summary>
    public int Array(int bytesEach)
    {
        int count = Count(bytesEach);
        Skip((long)count * bytesEach);
        return count;
    }

    /// <summary>Reads numbers with how many they are before them.</summary>
    public int[] Int32s()
    {
        int[] values = new int[Count(4)];
        for (int i = 0; i < values.Length; i++) values[i] = Int32();
        return values;
    }

    public void Skip(long count)
    {
        while (count > 0) count -= Next((int)Math.Min(count, _buffer.Length)).Length;
    }

    /// <summary>Passes over the rest, of which nothing is known.</summary>
    public void LeaveUnread()
    {
        Skip(Left);
        IsRead = false;
    }

    private ReadOnlySpan<byte> Next(int count)
    {
        if (count > Left) throw new InvalidDataException($"it ends {count - Left} bytes before what it claims to hold");
        content.ReadExactly(_buffer, 0, count);
        Left -= count;
        return _buffer.AsSpan(0, count);
    }
}
