using System.Buffers.Text;
using System.IO.Compression;

namespace MLNet.SemanticConv;

/// <summary>Opens a file of word vectors and finds out how it is written.</summary>
internal static class WordVectorsFile
{
    private const int LongestFloat = 32;

    public static WordVectors Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        if (file.Length == 0) throw new FormatException($"'{path}' is empty: it holds no word vectors.");
        Span<byte> magic = stackalloc byte[MappedFormat.Magic.Length];
        magic = magic[..file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false)];
        if (magic.SequenceEqual(MappedFormat.Magic)) return MappedFormat.Map(file);
        file.Position = 0;
        if (magic is not [0x1f, 0x8b, ..]) return Read(new ByteReader(file, path, file.Length));
        using var content = new GZipStream(file, CompressionMode.Decompress);
        return Read(new ByteReader(content, path, length: null));
    }

    private static WordVectors Read(ByteReader reader)
    {
        if (reader.Peek(MappedFormat.Magic.Length).SequenceEqual(MappedFormat.Magic))
            throw new FormatException($"'{reader.Path}' holds the mapped format compressed, which cannot be mapped: unpack it first.");
        if (!TryParseSizes(reader.PeekLine(), out long count, out long dimensions))
            return TextFormat.ReadWithoutSizes(reader);
        reader.ReadLine();
        CheckSizes(reader, count, dimensions);
        return IsText(reader, (int)dimensions)
            ? TextFormat.Read(reader, (int)count, (int)dimensions)
            : BinaryFormat.Read(reader, (int)count, (int)dimensions);
    }

    private static bool TryParseSizes(ReadOnlySpan<byte> line, out long count, out long dimensions)
    {
        dimensions = 0;
        line = line.TrimEnd(TextFormat.WhiteSpace);
        return Utf8Parser.TryParse(line, out count, out int read) && read < line.Length && line[read] == ' '
            && Utf8Parser.TryParse(line[(read + 1)..], out dimensions, out int rest) && read + 1 + rest == line.Length;
    }

    // A wrong first line must not make us ask for memory that the file could never fill.
    private static void CheckSizes(ByteReader reader, long count, long dimensions)
    {
        string sizes = $"'{reader.Path}' says in its first line that it holds {count} words of {dimensions} dimensions";
        if (count < 1 || dimensions < 1) throw new FormatException($"{sizes}: both must be at least 1.");
        if ((Int128)count * dimensions > Array.MaxLength)
            throw new FormatException($"{sizes}: more than the {Array.MaxLength} values that fit.");
        // The shortest row is a letter and a space and a digit for each number; the last line may lack its end.
        long least = (count * ((2 * dimensions) + 2)) - 1;
        if (reader.Remaining is { } remaining && remaining < least)
            throw new InvalidDataException(
                $"{sizes}, but only {remaining} bytes follow, where at least {least} are needed: it is truncated or no vector file.");
    }

    private static bool IsText(ByteReader reader, int dimensions)
    {
        var start = reader.Peek((int)Math.Min(4096 + ((long)LongestFloat * dimensions), 1 << 26));
        int end = start.IndexOf((byte)'\n');
        // A file of one line may lack its end.
        var line = end < 0 ? start : start[..end];
        return TextFormat.CountNumbers(line) == dimensions;
    }
}
