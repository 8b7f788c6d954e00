using System.Diagnostics.CodeAnalysis;

namespace MLNet.Shared;

/// <summary>Texts of a file to tag, read as a stream; the name tells the form.</summary>
internal static class TextSource
{
    /// <summary>
    /// Reads the texts, one a line: all of it for <c>.txt</c>, the part before the first tab for <c>.tsv</c>, a member for JSON Lines,
    /// whose blank lines are passed over; or a column of a Parquet file, one a row.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="field">The member of a JSON object, or the column, that holds the text.</param>
    /// <param name="nullIsEmpty">Whether a row of a Parquet file without a text counts as the empty text.</param>
    /// <exception cref="FormatException">The name ends otherwise, or a line is wrong, which the message names, or there is no
    /// text.</exception>
    public static IEnumerable<string> Read(string path, string field, bool nullIsEmpty = false)
    {
        CheckForm(path);
        using Stream file = TextFile.OpenBytes(path);
        bool any = false;
        foreach (TextRow row in Rows(file, path, FilePart.Whole, field, nullIsEmpty))
        {
            any = true;
            yield return row.TextOrThrow;
        }
        if (!any) throw Empty(path);
    }

    /// <summary>Reads the same of a part of a file, and goes on after a bad line or row.</summary>
    /// <param name="file">The file, at its beginning.</param>
    /// <param name="path">Its name.</param>
    /// <param name="part">Which part; of a packed file, or one in UTF-16, there is only the whole.</param>
    /// <param name="field">See <see cref="Read"/>.</param>
    /// <param name="nullIsEmpty">See <see cref="Read"/>.</param>
    /// <exception cref="FormatException">The file is not of its form; it may also be thrown where the rows are read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or truncated gzip.</exception>
    public static IEnumerable<TextRow> Rows(Stream file, string path, FilePart part, string field, bool nullIsEmpty)
    {
        TextForm form = TextForms.Of(path);
        if (form == TextForm.Parquet) return ParquetTexts.Rows(file, path, part, field, nullIsEmpty);
        Stream lines = part == FilePart.Whole ? InputFile.Unpack(file, path) : part.LinesOf(file);
        return Lines(new(lines, path, isBeginning: part.Start == 0), form, field);
    }

    /// <summary>Fails where the name of a file does not tell how to read it.</summary>
    /// <exception cref="FormatException">It ends in none of the endings that do.</exception>
    public static void CheckForm(string path)
    {
        if (TextForms.Of(path) == TextForm.Other)
        {
            throw new FormatException(
                $"{path} must end in .parquet, .txt, .tsv, .jsonl or .ndjson, the last four also with .gz: that says how to read it.");
        }
    }

    /// <summary>What is wrong with a file without a text.</summary>
    public static FormatException Empty(string path) => new($"{path} is empty: it must hold at least one text.");

    private static IEnumerable<TextRow> Lines(LineReader reader, TextForm form, string field)
    {
        while (TryNext(reader, form, field, out TextRow row)) yield return row;
    }

    private static bool TryNext(LineReader reader, TextForm form, string field, out TextRow row)
    {
        row = default;
        try
        {
            while (reader.Next() is { } line)
            {
                if (!TryParse(line, form, field, reader.Place, out string? text)) continue;
                row = new(reader.Place.Number, text);
                return true;
            }
            return false;
        }
        catch (BadTextException exception)
        {
            row = new(exception.Place.Number, null, exception);
            return true;
        }
    }

    private static bool TryParse(string line, TextForm form, string field, Place place, [NotNullWhen(true)] out string? text)
    {
        text = form switch
        {
            TextForm.JsonLines when string.IsNullOrWhiteSpace(line) => null,
            TextForm.JsonLines => JsonRow.Parse(line, place, (row, place) => JsonRow.Text(row, field, place)),
            TextForm.Tsv => TsvLine.Split(place, line).Text,
            _ => line,
        };
        return text is not null;
    }
}
