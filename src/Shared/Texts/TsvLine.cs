namespace MLNet.Shared;

/// <summary>A line of tab-separated values without quoting: what is between the tabs is what is meant.</summary>
internal static class TsvLine
{
    /// <summary>Splits at the first tab.</summary>
    /// <param name="place">Where it is, for messages.</param>
    /// <param name="line">The line.</param>
    /// <returns>The text, and what follows the tab, or null where there is none.</returns>
    /// <exception cref="BadTextException">The values are in quotation marks as spreadsheets and csv writers put them.</exception>
    public static (string Text, string? AfterTab) Split(Place place, string line)
    {
        int tab = line.IndexOf('\t');
        (string text, string? rest) = tab < 0 ? (line, null) : (line[..tab], line[(tab + 1)..]);
        // a text may well begin and end with quotation marks of its own; labels do not, nor does a text double each mark within
        if ((rest is not null && IsQuoted(rest)) || (IsQuoted(text) && HasDoubledMarks(text[1..^1])))
        {
            throw place.Bad("has values in quotation marks, which would become part of the text and the labels: "
                + "write the file without quoting (csv.QUOTE_NONE in Python), or as JSON Lines with a name that ends in .jsonl.");
        }
        return (text, rest);
    }

    /// <summary>Why a label is not read as it was written.</summary>
    public const string Why
        = "because commas separate labels there, and tabs, ends of lines and quotation marks have a meaning of their own";

    /// <summary>Whether a label is read as it was written.</summary>
    public static bool CanHold(string label)
        => label.Length > 0 && label.Trim() == label && label[0] != '"' && label.AsSpan().IndexOfAny(",\t\r\n") < 0;

    /// <summary>A label that is not read as it was written, or null.</summary>
    public static string? Unwritable(IEnumerable<string> labels) => labels.FirstOrDefault(label => !CanHold(label));

    /// <summary>Makes sure that a file that is to be written holds the labels.</summary>
    /// <param name="output">The file.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="instead">What to write otherwise.</param>
    /// <exception cref="FormatException">A label would not be read as it was written.</exception>
    public static void CheckLabels(string output, IEnumerable<string> labels, string instead)
    {
        if (Unwritable(labels) is { } label)
            throw new FormatException(
                $"{output}: .tsv cannot hold the label '{label}', {Why}: write {instead}.");
    }

    /// <summary>A text as a value of a line: its tabs and ends of lines are spaces.</summary>
    public static string ValueOf(string text) => text.Replace('\t', ' ').ReplaceLineEndings(" ");

    private static bool IsQuoted(string value) => value is ['"', .., '"'];

    private static bool HasDoubledMarks(string inner)
        => inner.Contains("\"\"", StringComparison.Ordinal) && !inner.Replace("\"\"", "", StringComparison.Ordinal).Contains('"');
}
