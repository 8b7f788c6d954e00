using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>
/// Reads arrays whose claimed length is not trusted: no more memory is taken than a damaged or hostile stream has data for.
/// </summary>
internal static class BulkReader
{
    private const int FirstChunk = 1 << 20;

    /// <exception cref="EndOfStreamException">The stream has fewer values.</exception>
    public static T[] Read<T>(BinaryReader reader, long count) where T : unmanaged
    {
        var stream = reader.BaseStream;
        if (count > Array.MaxLength || (stream.CanSeek && count * Marshal.SizeOf<T>() > stream.Length - stream.Position))
            throw new EndOfStreamException($"The data claim {count} values of {Marshal.SizeOf<T>()} bytes, of which only a part is there.");

        // A stream that cannot tell its length is believed one chunk at a time, each as large as what it has delivered so far.
        T[] values = new T[reader.BaseStream.CanSeek ? count : Math.Min(count, FirstChunk)];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        while (values.Length < count)
        {
            int read = values.Length;
            Array.Resize(ref values, (int)Math.Min(count, 2L * read));
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(read)));
        }
        return values;
    }
}
