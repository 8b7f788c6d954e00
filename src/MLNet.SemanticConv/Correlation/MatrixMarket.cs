using System.Globalization;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>
/// Matrix Market coordinate files (Boisvert, Pozo and Remington 1996): a header, the sizes, and an entry a line, rows and columns counted
/// from 1.
/// </summary>
internal static class MatrixMarket
{
    private const string Header = "%%MatrixMarket matrix coordinate";

    public static void Write(CorrelationMatrix matrix, string path) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine($"{Header} real general");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{matrix.Size} {matrix.Size} {matrix.EntryCount}"));
        for (int row = 0; row < matrix.Size; row++)
        {
            var columns = matrix.Columns(row);
            var weights = matrix.Weights(row);
            for (int i = 0; i < columns.Length; i++)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row + 1} {columns[i] + 1} {weights[i]}"));
        }
    });

    public static CorrelationMatrix Read(string path, string[] vocabulary)
    {
        using var lines = new NumberedLines(path);
        string[] header = lines.Next("the header").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (header.Length != 5 || !string.Join(' ', header[..3]).Equals(Header, StringComparison.OrdinalIgnoreCase))
            throw lines.Bad($"The file does not begin with '{Header}'.");
        string field = header[3].ToLowerInvariant(), symmetry = header[4].ToLowerInvariant();
        if (field is not ("real" or "integer" or "pattern") || symmetry is not ("general" or "symmetric"))
            throw lines.Bad($"A matrix of '{field} {symmetry}' values is not supported; write it as 'real general'.");

        string[] sizes = lines.NextAfterComments("the sizes").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (sizes.Length != 3 || !int.TryParse(sizes[0], out int rows) || !int.TryParse(sizes[1], out int columns)
            || !int.TryParse(sizes[2], out int count) || count < 0)
            throw lines.Bad("The sizes are not 'rows columns entries'.");
        if (rows != columns) throw lines.Bad($"The matrix has {rows} rows and {columns} columns; a correlation matrix is square.");
        if (rows != vocabulary.Length)
            throw new ArgumentException($"'{path}' has {rows} rows, the vocabulary {vocabulary.Length} words.", nameof(vocabulary));

        var entries = new List<(int Row, int Column, float Weight)>();
        for (int i = 0; i < count; i++)
        {
            var (row, column, weight) = Entry(lines, rows, hasWeight: field != "pattern");
            entries.Add((row, column, weight));
            if (symmetry == "symmetric" && row != column) entries.Add((column, row, weight));
        }
        lines.ExpectEnd(count);
        return ToMatrix(entries, vocabulary, lines);
    }

    private static (int Row, int Column, float Weight) Entry(NumberedLines lines, int size, bool hasWeight)
    {
        string[] parts = lines.NextAfterComments("an entry").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        float weight = 1;
        if (parts.Length != (hasWeight ? 3 : 2)
            || !int.TryParse(parts[0], out int row) || !int.TryParse(parts[1], out int column)
            || (hasWeight && !float.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out weight)))
            throw lines.Bad($"The entry is not '{(hasWeight ? "row column value" : "row column")}'.");
        if (row < 1 || row > size || column < 1 || column > size)
            throw lines.Bad($"The entry at {row}, {column} is outside a matrix of {size} rows.");
        if (!float.IsFinite(weight)) throw lines.Bad($"The value {parts[2]} is not a finite float.");
        return (row - 1, column - 1, weight);
    }

    private static CorrelationMatrix ToMatrix(List<(int Row, int Column, float Weight)> entries, string[] vocabulary, NumberedLines lines)
    {
        entries.Sort();
        for (int i = 1; i < entries.Count; i++)
            if ((entries[i].Row, entries[i].Column) == (entries[i - 1].Row, entries[i - 1].Column))
                throw lines.Bad($"The entry at {entries[i].Row + 1}, {entries[i].Column + 1} occurs twice.");

        var builder = new CsrBuilder(vocabulary.Length);
        for (int row = 0, i = 0; row < vocabulary.Length; row++)
        {
            for (; i < entries.Count && entries[i].Row == row; i++) builder.Add(entries[i].Column, entries[i].Weight);
            builder.EndRow();
        }
        return builder.ToMatrix(vocabulary);
    }
}
