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
        "Lines of text, a tab, and labels separated by commas; or .jsonl, {\"text\":…,\"labels\":[…]}, for any label.";

    private const string Form = "a line is the text, one tab, and its labels separated by commas (labels may be missing, the tab may not)";

    /// <summary>Reads the rows as a stream, again at each enumeration; a label that a row has twice counts once.</summary>
    /// <exception cref="FormatException">A line is wrong: the message names it; or the file is empty or not UTF-8.</exception>
    public static IEnumerable<LabeledText> Read(string path) => TextForms.Of(path) == TextForm.JsonLines
        ? LabeledJsonRow.Read(path)
        : TextFile.ReadLines(path).Select(line => Parse(new(path, line.Number), line.Line));

    /// <summary>The rows of several files, one after the other.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static IEnumerable<LabeledText> Read(IEnumerable<string> paths) => paths.SelectMany(Read);

    private static LabeledText Parse(Place place, string line)
    {
        (string text, string? rest) = TsvLine.Split(place, line);
        if (rest is null && line.StartsWith('{')) throw place.Bad($"has no tab: {Form}. JSON Lines need a name that ends in .jsonl.");
        if (rest is null) throw place.Bad($"has no tab: {Form}.");
        if (rest.Contains('\t')) throw place.Bad($"has more than one tab: {Form}. Replace tabs within the text by spaces.");
        string[] labels = rest.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new() { Place = place, Text = text, Labels = [.. labels.Distinct(StringComparer.Ordinal)] };
    }
}
