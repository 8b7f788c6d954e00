using System.Buffers.Binary;
using System.Text;

namespace MLNet.SemanticConv;

/// <summary>The 256 bytes with which each part of a model begins: what it is, and where its blocks lie.</summary>
/// <param name="Signature">Eight characters that name the format; each loader of ML.NET looks at it before it reads on.</param>
/// <param name="Written">The version of the format that the part has.</param>
/// <param name="Readable">The version of the format that a reader must know.</param>
/// <param name="Loader">The name under which ML.NET finds the loader.</param>
/// <param name="ModelBytes">The length of the model itself, which follows at once.</param>
/// <param name="AssemblyStart">Where the name of the loader's assembly begins, or 0.</param>
/// <param name="AssemblyBytes">The length of that name in UTF-16.</param>
internal readonly record struct PartHeader(
    string Signature, uint Written, uint Readable, string Loader, long ModelBytes, long AssemblyStart, int AssemblyBytes)
{
    public const int Size = 256;

    private const int LongestAssemblyName = 2048;

    // the offsets of all that is a position or a length: ML.NET adds them up without a look at overflow
    private static readonly int[] s_extents = [0x10, 0x18, 0x20, 0x28, 0x30, 0x38, 0x80, 0x88, 0x90];

    /// <exception cref="InvalidDataException">It contradicts itself or the length of the part.</exception>
    public static PartHeader Read(ReadOnlySpan<byte> bytes, long length)
    {
        if (!bytes.StartsWith("ML\0MODEL"u8)) throw new InvalidDataException("it does not begin as a part of an ML.NET model");
        foreach (int at in s_extents)
            if (BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]) is var extent && (extent < 0 || extent > length))
                throw new InvalidDataException($"its header claims {extent} bytes of {length}");
        long model = BinaryPrimitives.ReadInt64LittleEndian(bytes[0x18..]),
            assembly = BinaryPrimitives.ReadInt64LittleEndian(bytes[0x90..]);
        uint assemblyBytes = BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x98..]);
        if (BinaryPrimitives.ReadInt64LittleEndian(bytes[0x10..]) != Size || Size + model > length)
            throw new InvalidDataException($"its header claims a model of {model} bytes in {length}");
        if (assemblyBytes > LongestAssemblyName || (assembly != 0 && (assembly < Size + model || assembly + assemblyBytes > length)))
            throw new InvalidDataException("its header claims an assembly's name outside of it");
        return new(Latin(bytes.Slice(0x40, 8)).Replace('\0', ' '), BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x48..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x4C..]), Latin(bytes.Slice(0x50, 24)).TrimEnd('\0'), model, assembly,
            (int)assemblyBytes);
    }

    private static string Latin(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
