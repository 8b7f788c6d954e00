using System.Globalization;
using System.Text;

namespace MLNet.SemanticConv;

/// <summary>The text format of word2vec, see <see cref="WordVectorsFormat.Text"/>, and GloVe's, which has no line of sizes.</summary>
internal static class TextFormat
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

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
    public static WordVectors Read(ByteReader reader, int count, int dimensions)
    {
        var builder = new WordVectorsBuilder(dimensions, count, trusted: reader.Remaining is not null);
        for (int i = 0; i < count; i++)
        {
            if (reader.AtEnd)
                throw new FormatException($"'{reader.Path}' ends after {i} of {count} words: it is truncated, or its first line is wrong.");
            ReadRow(reader, builder, dimensions, lineNumber: i + 2);
        }
        for (int line = count + 2; !reader.AtEnd; line++)
            if (!reader.ReadLine().Trim(WhiteSpace).IsEmpty)
                throw new FormatException(
                    $"'{reader.Path}', line {line}: the file goes on after the {count} words that its first line announces.");
        return builder.Build();
    }

    /// <summary>Reads a file whose first line is a word and its numbers.</summary>
    public static WordVectors ReadWithoutSizes(ByteReader reader)
    {
        int dimensions = CountNumbers(reader.PeekLine());
        if (dimensions < 1)
            throw new FormatException(
                $"'{reader.Path}', line 1: neither the number of words and dimensions nor a word and its numbers. It is no file of "
                + $"word vectors.");
        var builder = new WordVectorsBuilder(dimensions, count: 0, trusted: false);
        for (int line = 1; !reader.AtEnd; line++) ReadRow(reader, builder, dimensions, line);
        return builder.Build();
    }

    /// <summary>The numbers that follow the first word of a line; 0 if one of them is no number.</summary>
    public static int CountNumbers(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd(WhiteSpace);
        int count = -1;
        foreach (var range in line.Split((byte)' '))
            if (++count > 0 && !TryParse(line[range], out _)) return 0;
        return Math.Max(count, 0);
    }

    private static void ReadRow(ByteReader reader, WordVectorsBuilder builder, int dimensions, int lineNumber)
    {
        FormatException Bad(string problem) => new($"'{reader.Path}', line {lineNumber}: {problem}.");

        var line = reader.ReadLine().TrimEnd(WhiteSpace);
        int space = line.IndexOf((byte)' ');
        var word = space < 0 ? line : line[..space];
        if (!builder.TryAdd(word, out var row, out string problem)) throw Bad(problem);
        int read = 0;
        var numbers = line[word.Length..];
        foreach (var range in numbers.Split((byte)' '))
        {
            var number = numbers[range];
            // What stands before the first space is nothing.
            if (number.IsEmpty && read == 0 && range.Start.Value == 0) continue;
            if (read == dimensions) throw Bad($"more than {dimensions} numbers");
            if (!TryParse(number, out float value)) throw Bad($"'{Encoding.UTF8.GetString(number)}' is no number");
            if (!float.IsFinite(value)) throw Bad($"number {read + 1} of '{Encoding.UTF8.GetString(word)}' is not finite");
            row[read++] = value;
        }
        if (read < dimensions) throw Bad($"{read} numbers instead of {dimensions}");
    }

    private static bool TryParse(ReadOnlySpan<byte> number, out float value)
        => float.TryParse(number, Styles, CultureInfo.InvariantCulture, out value);
}
