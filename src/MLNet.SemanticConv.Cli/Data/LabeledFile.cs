using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>
/// Labelled text: JSON Lines <c>{"text":…,"labels":[…]}</c>, which hold any label, where the name ends in <c>.jsonl</c> or <c>.ndjson</c>;
/// under any other name lines <c>text TAB label1,label2</c> without a header and without quoting. The label part may be empty.
/// </summary>
internal static class LabeledFile
{
    /// <summary>The forms, for the help of an option.</summary>
    public const string Description =
        "Each line a text, a tab, and its labels separated by commas; or .jsonl, {\"text\":…,\"labels\":[…]}, for any label.";

    private const string Form = "a line is the text, one tab, and its labels separated by commas (labels may be missing, the tab may not)";

    private static readonly string[] s_headers = ["text\tlabel", "text\tlabels", "text\ttag", "text\ttags"];

    /// <summary>Reads the rows as a stream, again at each enumeration; a label that a row has twice counts once.</summary>
    /// <exception cref="FormatException">A line is wrong: the message names it; or the file is empty or not UTF-8.</exception>
    public static IEnumerable<LabeledText> Read(string path) => TextForms.Of(path) switch
    {
        TextForm.JsonLines => LabeledJsonRow.Read(path),
        TextForm.Parquet => throw new FormatException(
            $"{path}: labelled text is not read from Parquet: write it as lines {{\"text\":…,\"labels\":[…]}} to a file that ends in "
                + ".jsonl."),
        _ => TextFile.ReadLines(path).Select(line => Parse(new(path, line.Number), line.Line)),
    };

    /// <summary>The rows of several files, one after the other.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static IEnumerable<LabeledText> Read(IEnumerable<string> paths) => paths.SelectMany(Read);

    /// <summary>How many rows have a text that the files have, too.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static int CountShared(IReadOnlyList<LabeledText> rows, IEnumerable<string> paths)
    {
        HashSet<string> shared = [.. rows.Select(row => row.Text)];
        shared.IntersectWith(Read(paths).Select(row => row.Text));
        return rows.Count(row => shared.Contains(row.Text));
    }

    private static LabeledText Parse(Place place, string line)
    {
        (string text, string? rest) = TsvLine.Split(place, line);
        if (rest is null) throw place.Bad($"has no tab: {Form}. JSON Lines need a name that ends in .jsonl.");
        if (rest.Contains('\t'))
            throw place.Bad($"has more than one tab: {Form}. Delete other columns, and replace tabs within the text by spaces.");
        if (place.Number == 1 && s_headers.Contains(line, StringComparer.OrdinalIgnoreCase))
            throw place.Bad("is a header, which would be learnt as a text with a label: delete it.");
        string[] labels = rest.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new() { Place = place, Text = text, Labels = [.. labels.Distinct(StringComparer.Ordinal)] };
    }
}
