namespace MLNet.SemanticConv.Cli;

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
    /// <exception cref="FormatException">The name ends otherwise, or a line is wrong: the message names it.</exception>
    public static IEnumerable<string> Read(string path, string field, bool nullIsEmpty = false) => TextForms.Of(path) switch
    {
        TextForm.Parquet => ParquetTexts.Read(path, field, nullIsEmpty),
        TextForm.JsonLines => JsonRow.Read(path, (row, place) => JsonRow.Text(row, field, place)),
        TextForm.Tsv => TextFile.ReadLines(path).Select(line => TsvLine.Split($"{path}, line {line.Number}", line.Line).Text),
        TextForm.Lines => TextFile.ReadLines(path).Select(line => line.Line),
        _ => throw new FormatException(
            $"{path} must end in .parquet, .txt, .tsv, .jsonl or .ndjson, or one of the last four and .gz: that tells how to read it."),
    };
}
