using System.Runtime.InteropServices;

namespace MLNet.SemanticConv.Internal;

/// <summary>Arrays of plain numbers written and read in bulk, little-endian, without their length.</summary>
internal static class BinaryArrays
{
    private const int ChunkBytes = 1 << 20;

    public static void WriteArray<T>(this BinaryWriter writer, ReadOnlySpan<T> values) where T : unmanaged
        => writer.Write(MemoryMarshal.AsBytes(values));

    /// <summary>Reads <paramref name="count"/> values; memory grows with the bytes that are there, not with what a header claims.</summary>
    /// <exception cref="InvalidDataException">The count is negative or the stream ends before the last value.</exception>
    public static unsafe T[] ReadArray<T>(this BinaryReader reader, int count) where T : unmanaged
    {
        if (count < 0) throw new InvalidDataException($"An array cannot have {count} values: the file is damaged.");
        var values = new T[Math.Min(count, ChunkBytes / sizeof(T))];
        int filled = 0;
        while (true)
        {
            var bytes = MemoryMarshal.AsBytes(values.AsSpan(filled));
            if (reader.BaseStream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                throw new InvalidDataException($"The file ends before the last of {count} values: it is truncated or damaged.");
            filled = values.Length;
            if (filled == count) return values;
            Array.Resize(ref values, (int)Math.Min(count, 2L * filled));
        }
    }
}
