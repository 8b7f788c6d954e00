namespace MLNet.SemanticConv.Cli;

/// <summary>Labelled text: a line is <c>text TAB label1,label2</c>, UTF-8, without a header; the label part may be empty.</summary>
internal static class LabeledTsv
{
    private const string Form = "a line is the text, one tab, and its labels separated by commas (none is allowed, the tab is not)";

    /// <summary>Reads the rows as a stream, again at each enumeration.</summary>
    /// <exception cref="FormatException">A line has no tab or more than one, or the file is empty or not UTF-8.</exception>
    public static IEnumerable<LabeledText> Read(string path) => TextFile.ReadLines(path).Select(line => Parse(path, line.Number, line.Line));

    private static LabeledText Parse(string path, long number, string line)
    {
        int tab = line.IndexOf('\t');
        if (tab < 0) throw new FormatException($"{path}, line {number} has no tab: {Form}.");
        if (line.IndexOf('\t', tab + 1) >= 0) throw new FormatException($"{path}, line {number} has more than one tab: {Form}. Replace tabs within the text by spaces.");
        string[] labels = line[(tab + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new() { Text = line[..tab], Labels = labels };
    }
}
