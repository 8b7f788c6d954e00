using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Text without labels, as <see cref="TextSource"/> reads it; a name of no form is plain text, one document per line.</summary>
internal static class Texts
{
    /// <summary>Reads the documents as a stream, again at each enumeration. Blank lines of plain text are documents without a
    /// word.</summary>
    /// <exception cref="FormatException">The file is empty or not UTF-8, or its name says that a line is more than a text.</exception>
    public static IEnumerable<PlainText> Read(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        if (Path.GetExtension(name).ToLowerInvariant() is (".csv" or ".json") and var ending)
        {
            throw new FormatException(
                $"{path}: {ending} is not read, since other columns and punctuation would count as text: write the texts alone, one a "
                    + "line, to a .txt file, or as lines {\"text\":…} to one that ends in .jsonl.");
        }
        IEnumerable<string> texts = TextForms.Of(path) == TextForm.Other
            ? TextFile.ReadLines(path).Select(line => line.Line)
            : TextSource.Read(path, "text");
        return texts.Select(text => new PlainText { Text = text });
    }

    /// <summary>The path of a file that may well have no text, or null with a warning where it has none.</summary>
    public static string? UnlessEmpty(string? path, ToolConsole console)
    {
        if (path is null || !TextFile.IsEmpty(path)) return path;
        console.Steps.Note($"{path} is empty: there is no unlabelled text.");
        return null;
    }
}
