namespace MLNet.SemanticConv.Cli;

/// <summary>Plain text: one document a line, UTF-8. Blank lines are documents without a word.</summary>
internal static class Texts
{
    /// <summary>Reads the documents as a stream, again at each enumeration.</summary>
    /// <exception cref="FormatException">The file is empty or not UTF-8.</exception>
    public static IEnumerable<PlainText> Read(string path) => TextFile.ReadLines(path).Select(line => new PlainText { Text = line.Line });
}
