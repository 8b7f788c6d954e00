using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>Arrays of plain numbers written and read in bulk, little-endian, without their length.</summary>
internal static class BinaryArrays
{
    private const int FirstChunkBytes = 1 << 20;

    public static void WriteArray<T>(this BinaryWriter writer, ReadOnlySpan<T> values) where T : unmanaged
        => writer.Write(MemoryMarshal.AsBytes(values));

    /// <summary>Reads values whose claimed number is not trusted: no more memory is taken than a damaged or hostile stream has data
    /// for.</summary>
    /// <exception cref="InvalidDataException">The number is negative or more than an array holds.</exception>
    /// <exception cref="EndOfStreamException">The stream has fewer values.</exception>
    public static unsafe T[] ReadArray<T>(this BinaryReader reader, long count) where T : unmanaged
    {
        if (count < 0 || count > Array.MaxLength)
            throw new InvalidDataException($"The file claims an array of {count} values: it is damaged.");
        var stream = reader.BaseStream;
        if (stream.CanSeek && count * sizeof(T) > stream.Length - stream.Position)
            throw new EndOfStreamException(
                $"The file ends before the last of {count} values of {sizeof(T)} bytes: it is truncated or damaged.");

        // A stream that cannot tell its length is believed one chunk at a time, each as large as what it has delivered so far.
        var values = new T[stream.CanSeek ? count : Math.Min(count, FirstChunkBytes / sizeof(T))];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        while (values.Length < count)
        {
            int read = values.Length;
            Array.Resize(ref values, (int)Math.Min(count, 2L * read));
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(read)));
        }
        return values;
    }
}
