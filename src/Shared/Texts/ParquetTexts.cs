using Parquet;
using Parquet.Schema;

namespace MLNet.Shared;

/// <summary>Texts of a column of a Parquet file; one row group at a time is in memory.</summary>
internal static class ParquetTexts
{
    /// <summary>Reads the texts as a stream.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its name.</param>
    /// <param name="part">Which row groups; rows are counted from the first of them.</param>
    /// <param name="column">The column, of strings.</param>
    /// <param name="nullIsEmpty">Whether a row without a text counts as the empty text.</param>
    /// <exception cref="FormatException">The file is not a Parquet file, or has no such column.</exception>
    public static IEnumerable<TextRow> Rows(Stream file, string path, FilePart part, string column, bool nullIsEmpty)
    {
        ParquetReader reader = ParquetFile.Read(path, () => ParquetReader.CreateAsync(file));
        DataField? field = reader.Schema.GetDataFields().FirstOrDefault(field => field.Path.ToString() == column);
        if (field is null || field.ClrType != typeof(ReadOnlyMemory<char>) || field.MaxRepetitionLevel > 0)
        {
            throw new FormatException($"{path} has no column \"{column}\" of strings{(field is null ? "" : $" (it is {TypeOf(field)})")}: "
                + "name one with --field, or make it one. "
                + $"Its columns are {string.Join(", ", reader.Schema.GetDataFields().Select(field => field.Path))}.");
        }
        long number = 0;
        for (int group = (int)part.Start; group < Math.Min(part.End, reader.RowGroupCount); group++)
        {
            foreach (string? text in ParquetFile.Read(path, () => ReadAsync(reader, group, field)))
            {
                Place place = new(path, ++number, "row");
                yield return text is not null || nullIsEmpty
                    ? new(number, text ?? "")
                    : new(number, null, place.Bad($"has no text in its column \"{column}\": --null-as-empty treats it as an empty text."));
            }
        }
    }

    /// <summary>The number of row groups of a file.</summary>
    /// <exception cref="FormatException">It is not a Parquet file.</exception>
    public static int CountGroups(Stream file, string path) => ParquetFile.Read(path, () => ParquetReader.CreateAsync(file)).RowGroupCount;

    private static string TypeOf(DataField field)
        => field.MaxRepetitionLevel > 0 ? "a list"
        : field.ClrType == typeof(ReadOnlyMemory<byte>) || field.ClrType == typeof(byte[])
            ? "binary, which JSON columns are too: its type does not say that it is text"
        : $"of {field.ClrType.Name}";

    private static async Task<string?[]> ReadAsync(ParquetReader reader, int group, DataField field)
    {
        using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
        string?[] texts = new string?[rows.RowCount];
        await rows.ReadAsync(field, texts.AsMemory()).ConfigureAwait(false);
        return texts;
    }
}
