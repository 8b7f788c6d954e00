using System.Buffers;
using System.Buffers.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>Opens a file of word vectors and finds out how it is written.</summary>
internal static class WordVectorsFile
{
    private const int LongestFloat = 32;

    // From so many dimensions on, a binary vector is never printable by chance.
    private const int EnoughDimensions = 8;

    private static readonly SearchValues<byte> Printable
        = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (byte)code), .. "\t\r\n\v\f"u8]);

    public static WordVectors Read(string path, Leniency leniency)
    {
        if (Directory.Exists(path)) throw new FormatException(OtherVectorFiles.Folder(path));
        using var content = InputFile.Open(path);
        var reader = new ByteReader(content, path, content.CanSeek ? content.Length : null);
        if (reader.AtEnd) throw new FormatException($"'{path}' is empty: it holds no word vectors.");
        if (OtherVectorFiles.Problem(reader.Peek(OtherVectorFiles.StartLength)) is { } problem)
            throw new FormatException($"'{path}' {problem}.");
        if (!reader.Peek(MappedFormat.Magic.Length).SequenceEqual(MappedFormat.Magic)) return Read(reader, leniency);
        return content is FileStream file
            ? MappedFormat.Map(file)
            : throw new FormatException($"'{path}' holds the mapped format compressed, which cannot be mapped: unpack it first.");
    }

    private static WordVectors Read(ByteReader reader, Leniency leniency)
    {
        if (reader.Peek(3) is [0xEF, 0xBB, 0xBF]) reader.Skip(3);
        if (!TryParseSizes(reader.PeekLine(), out long count, out long dimensions))
            return TextFormat.ReadWithoutSizes(reader, leniency);
        reader.ReadLine();
        CheckSizes(reader, count, dimensions);
        return IsText(reader, (int)dimensions)
            ? TextFormat.Read(reader, (int)count, (int)dimensions, leniency)
            : BinaryFormat.Read(reader, (int)count, (int)dimensions, leniency);
    }

    private static bool TryParseSizes(ReadOnlySpan<byte> line, out long count, out long dimensions)
    {
        dimensions = 0;
        line = line.Trim(TextFormat.WhiteSpace);
        if (!Utf8Parser.TryParse(line, out count, out int read) || read == line.Length || line[read] is not ((byte)' ' or (byte)'\t'))
            return false;
        line = line[read..].TrimStart(TextFormat.WhiteSpace);
        return Utf8Parser.TryParse(line, out dimensions, out read) && read == line.Length;
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
        if (TextFormat.CountNumbers(line) >= dimensions) return true;
        // A wrong line of text is to be called that, not damaged binary data.
        int word = Math.Max(0, start.IndexOfAny((byte)' ', (byte)'\t'));
        return dimensions >= EnoughDimensions
            && !start[word..Math.Min(start.Length, word + (sizeof(float) * EnoughDimensions))].ContainsAnyExcept(Printable);
    }
}
