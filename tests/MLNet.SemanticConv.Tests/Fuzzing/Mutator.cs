using System.Buffers.Binary;

namespace MLNet.SemanticConv.Tests.Fuzzing;

/// <summary>Makes damaged and hostile files of valid ones: flipped bits, wild numbers, cuts, copies, parts moved.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly int[] s_wild = [0, 1, -1, 2, 127, 255, 256, 65535, 65536, 1 << 24, int.MaxValue, int.MinValue, int.MaxValue - 7,
        1_000_000_000];

    private readonly Random _random = new(seed);

    public int Next(int count) => _random.Next(count);

    /// <summary>A few changes at once.</summary>
    public byte[] Mutate(byte[] valid)
    {
        byte[] bytes = [.. valid];
        for (int changes = 1 + _random.Next(4); changes > 0 && bytes.Length > 8; changes--) bytes = Change(bytes);
        return bytes;
    }

    private byte[] Change(byte[] bytes)
    {
        // headers stand in front: half of the changes go there
        int at = _random.Next(_random.Next(2) == 0 ? Math.Min(64, bytes.Length) : bytes.Length), length = 1
            + _random.Next(Math.Min(32, bytes.Length - at));
        switch (_random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)_random.Next(256);
                return bytes;
            case 2 when at + 4 <= bytes.Length:
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), s_wild[_random.Next(s_wild.Length)]);
                return bytes;
            case 3:
                return bytes[..at];
            case 4:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 5:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            default:
                int to = _random.Next(bytes.Length - length + 1);
                bytes.AsSpan(at, length).ToArray().CopyTo(bytes, to);
                return bytes;
        }
    }
}
