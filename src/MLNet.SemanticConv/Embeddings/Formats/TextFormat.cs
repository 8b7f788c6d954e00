using System.Globalization;
using System.Numerics.Tensors;
using System.Text;

namespace MLNet.SemanticConv;

/// <summary>The text format of word2vec, see <see cref="WordVectorsFormat.Text"/>, and GloVe's, which has no line of sizes.</summary>
internal static class TextFormat
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // Enough lines to tell how many numbers each has.
    private const int GuessLines = 64, GuessFrom = 1 << 20;

    public static ReadOnlySpan<byte> WhiteSpace => " \t\r\v\f"u8;

    public static void Write(Stream stream, WordVectors vectors)
    {
        stream.Write(Encoding.ASCII.GetBytes($"{vectors.Count} {vectors.Dimensions}\n"));
        Span<byte> number = stackalloc byte[PythonFloat.MaxLength];
        for (int i = 0; i < vectors.Count; i++)
        {
            stream.Write(Encoding.UTF8.GetBytes(vectors.Words[i]));
            foreach (float value in vectors[i])
            {
                stream.WriteByte((byte)' ');
                stream.Write(number[..PythonFloat.Format(value, number)]);
            }
            stream.WriteByte((byte)'\n');
        }
    }

    /// <summary>Reads what follows the line of sizes.</summary>
    public static WordVectors Read(ByteReader reader, int count, int dimensions, Leniency leniency)
    {
        var builder = new WordVectorsBuilder(dimensions, count, trusted: reader.Remaining is not null, leniency);
        for (int i = 0; i < count; i++)
        {
            if (reader.AtEnd)
                throw new FormatException($"'{reader.Path}' ends after {i} of {count} words: it is truncated, or its first line is wrong.");
            ReadRow(reader, reader.ReadLine(), builder, dimensions, lineNumber: i + 2);
        }
        if (SkipBlankLines(reader, count + 2) is { } line)
            throw new FormatException(
                $"'{reader.Path}', line {line}: the file goes on after the {count} words that its first line announces.");
        return builder.Build();
    }

    /// <summary>Reads a file whose first line is a word and its numbers.</summary>
    public static WordVectors ReadWithoutSizes(ByteReader reader, Leniency leniency)
    {
        int dimensions = GuessDimensions(reader);
        if (dimensions < 1)
            throw new FormatException(
                $"'{reader.Path}', line 1: neither the number of words and dimensions nor a word and its numbers. It is not a file of "
                + $"word vectors.");
        var builder = new WordVectorsBuilder(dimensions, count: 0, trusted: false, leniency);
        for (int line = 1; !reader.AtEnd; line++)
        {
            var row = reader.ReadLine();
            if (!row.Trim(WhiteSpace).IsEmpty) ReadRow(reader, row, builder, dimensions, line);
            else if (SkipBlankLines(reader, line + 1) is not null)
                throw new FormatException($"'{reader.Path}', line {line}: the word is missing.");
        }
        return builder.Build();
    }

    /// <summary>The numbers at the end of a line, of which the first field is none even if it looks like one.</summary>
    public static int CountNumbers(ReadOnlySpan<byte> line)
    {
        int count = 0;
        for (var rest = line.Trim(WhiteSpace); TrySplitLast(ref rest, out var field) && TryParse(field, out _);) count++;
        return count;
    }

    // Words of several parts, such as those of GloVe's largest model, may look as if they had more numbers: most lines are others.
    private static int GuessDimensions(ByteReader reader)
    {
        var counts = new OrderedDictionary<int, int>();
        var start = reader.Peek(GuessFrom);
        if (start.IndexOf((byte)'\n') < 0) start = reader.PeekLine();
        bool isWhole = start.Length < GuessFrom;
        for (int lines = 0; lines < GuessLines && !start.IsEmpty; lines++)
        {
            int end = start.IndexOf((byte)'\n');
            if (end < 0 && lines > 0 && !isWhole) break;
            int count = CountNumbers(end < 0 ? start : start[..end]);
            counts[count] = counts.GetValueOrDefault(count) + 1;
            start = end < 0 ? [] : start[(end + 1)..];
        }
        // The first of those that are equally frequent.
        return counts.Count == 0 ? 0 : counts.MaxBy(pair => pair.Value).Key;
    }

    // Returns the number of the first line that is not blank, or null at the end.
    private static int? SkipBlankLines(ByteReader reader, int lineNumber)
    {
        for (int line = lineNumber; !reader.AtEnd; line++)
            if (!reader.ReadLine().Trim(WhiteSpace).IsEmpty) return line;
        return null;
    }

    // The last fields of a line are the numbers, what comes before them is the word, which may have spaces in it.
    private static void ReadRow(ByteReader reader, ReadOnlySpan<byte> line, WordVectorsBuilder builder, int dimensions, int lineNumber)
    {
        FormatException Bad(string problem) => new($"'{reader.Path}', line {lineNumber}: {problem}.");

        bool isIndented = line is [(byte)' ' or (byte)'\t', ..];
        line = line.Trim(WhiteSpace);
        // Room is taken only for numbers that can be there.
        if (line.Length < (2L * dimensions) - 1) throw Bad($"{CountNumbers(line)} numbers instead of {dimensions}");
        var row = builder.Append(dimensions);
        var word = line;
        for (int i = dimensions - 1; i >= 0; i--)
        {
            if (!TrySplitLast(ref word, out var number))
                throw Bad(i == 0 && isIndented ? "the word is missing" : $"{CountNumbers(line)} numbers instead of {dimensions}");
            if (!TryParse(number, out row[i]))
                throw Bad(CountFields(line) > dimensions
                    ? $"'{Encoding.UTF8.GetString(number)}' is not a number"
                    : $"{CountNumbers(line)} numbers instead of {dimensions}");
        }
        if (!TensorPrimitives.IsFiniteAll<float>(row))
            throw Bad(
                $"number {row.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) + 1} of '{Encoding.UTF8.GetString(word)}' is not "
                    + "finite");
        for (var rest = word; TrySplitLast(ref rest, out var part);)
            if (part.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0 && TryParse(part, out _))
                throw Bad($"more than {dimensions} numbers");
        if (builder.BeginRow(word) is { } problem) throw Bad(problem);
        builder.EndRow();
    }

    private static int CountFields(ReadOnlySpan<byte> line)
    {
        int count = line.IsEmpty ? 0 : 1;
        while (TrySplitLast(ref line, out _)) count++;
        return count;
    }

    // Takes the last field off a line that neither begins nor ends with a separator; false where it is the only one.
    private static bool TrySplitLast(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> field)
    {
        int separator = line.LastIndexOfAny((byte)' ', (byte)'\t');
        field = line[(separator + 1)..];
        if (separator < 0) return false;
        line = line[..separator].TrimEnd(" \t"u8);
        return true;
    }

    private static bool TryParse(ReadOnlySpan<byte> number, out float value)
        => float.TryParse(number, Styles, CultureInfo.InvariantCulture, out value);
}
