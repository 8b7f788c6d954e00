using Parquet;
using Parquet.Schema;

namespace MLNet.SemanticConv.Cli;

/// <summary>Texts of a column of a Parquet file; one row group at a time is in memory.</summary>
internal static class ParquetTexts
{
    /// <summary>Reads the texts as a stream.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The column, of strings.</param>
    /// <param name="nullIsEmpty">Whether a row without a text counts as the empty text.</param>
    /// <exception cref="FormatException">The file is no Parquet file or has no row, or has no such column, or a row has no
    /// text.</exception>
    public static IEnumerable<string> Read(string path, string column, bool nullIsEmpty = false)
    {
        using FileStream stream = TextFile.OpenBytes(path);
        ParquetReader reader = Try(path, () => ParquetReader.CreateAsync(stream));
        DataField? field = reader.Schema.GetDataFields().FirstOrDefault(field => field.Path.ToString() == column);
        if (field is null || field.ClrType != typeof(ReadOnlyMemory<char>) || field.MaxRepetitionLevel > 0)
        {
            throw new FormatException($"{path} has no column \"{column}\" of strings{(field is null ? "" : $" (it is {TypeOf(field)})")}: "
                + "name one with --field, or make it one. "
                + $"Its columns are {string.Join(", ", reader.Schema.GetDataFields().Select(field => field.Path))}.");
        }
        long number = 0;
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            foreach (string? text in Try(path, () => ReadAsync(reader, group, field)))
            {
                number++;
                yield return text ?? (nullIsEmpty ? "" : throw new FormatException(
                    $"{path}, row {number} has no text in its column \"{column}\": --null-as-empty takes it as an empty text."));
            }
        }
        if (number == 0) throw new FormatException($"{path} is empty: it must hold at least one row.");
    }

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

    // what a damaged file makes the library throw is of any kind
    private static T Try<T>(string path, Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new FormatException($"{path} is no Parquet file that can be read: {exception.Message}", exception);
        }
    }
}
