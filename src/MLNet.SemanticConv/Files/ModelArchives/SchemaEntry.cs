using System.IO.Compression;

namespace MLNet.SemanticConv;

/// <summary>The input's columns, which ML.NET saves beside a model as a binary view without rows.</summary>
internal static class SchemaEntry
{
    public const string Name = "Schema";

    private const int HeaderSize = 256, Largest = 1 << 20;

    /// <summary>Holds what it claims against what is there.</summary>
    /// <returns>False where it has more than names, plain types and vectors of them.</returns>
    /// <exception cref="InvalidDataException">It claims what is not there.</exception>
    public static bool Check(ZipArchiveEntry entry)
    {
        if (entry.Length > Largest) return false;
        using var content = entry.Open();
        byte[] bytes = new byte[entry.Length];
        content.ReadExactly(bytes);
        if (bytes.Length < HeaderSize || !bytes.AsSpan().StartsWith("CML\0DVB\0"u8))
            throw new InvalidDataException("it is not a schema of ML.NET");
        long start = BitConverter.ToInt64(bytes, 24), rows = BitConverter.ToInt64(bytes, 40);
        int columns = BitConverter.ToInt32(bytes, 48);
        if (start < HeaderSize || start > bytes.Length || columns < 0)
            throw new InvalidDataException("its table of columns lies outside of it");
        using BinaryReader reader = new(new MemoryStream(bytes) { Position = start });
        try
        {
            for (int c = 0; c < columns; c++)
                if (!IsPlain(reader)) return false;
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw new InvalidDataException($"its table of {columns} columns ends early", e);
        }
        return rows == 0;
    }

    private static bool IsPlain(BinaryReader reader)
    {
        _ = reader.ReadString();   // the column
        if (!IsPlainType(reader)) return false;
        _ = reader.ReadByte();     // the compression
        _ = reader.Read7BitEncodedInt64();
        _ = reader.ReadInt64();
        return reader.ReadInt64() == 0;   // where more about the column is
    }

    private static bool IsPlainType(BinaryReader reader)
    {
        bool isVector = reader.ReadString() == "VBuffer";
        long length = reader.Read7BitEncodedInt64(), end = reader.BaseStream.Position + length;
        if (!isVector) return length == 0;
        _ = reader.ReadString();
        if (reader.Read7BitEncodedInt64() != 0) return false;
        int dimensions = reader.ReadInt32();
        if (dimensions < 0 || reader.BaseStream.Position + (4L * dimensions) != end || end > reader.BaseStream.Length)
            throw new InvalidDataException($"it claims a vector of {dimensions} dimensions");
        reader.BaseStream.Position = end;
        return true;
    }
}
