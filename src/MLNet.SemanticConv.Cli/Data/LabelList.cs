using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Names of labels, one per line; blank lines are passed over.</summary>
internal static class LabelList
{
    public const string Description =
        "Names of labels, one per line, whether or not a row has them yet: each is learnt from the words of its name.";

    /// <exception cref="FormatException">The file has no name, or a line has a tab, or it is not UTF-8.</exception>
    public static string[] Read(string path)
    {
        string[] names = [.. TextFile.ReadLines(path).Select(line => Name(line.Line.Trim(), new(path, line.Number)))
            .Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
        return names.Length > 0 ? names : throw new FormatException($"{path} names no label: write one per line.");
    }

    /// <summary>The same, for those who have nothing else to learn from.</summary>
    /// <exception cref="FormatException">No name has a word.</exception>
    public static string[] ReadToLearnFrom(string path)
    {
        string[] names = Read(path);
        return names.Any(name => name.Any(char.IsLetterOrDigit)) ? names
            : throw new FormatException($"{path}: no name has a word to learn from: name labels in words, or give rows that have them.");
    }

    private static string Name(string line, Place place) => !line.Contains('\t') ? line
        : throw place.Bad("has a tab, as a line of labelled text has: write the names of labels alone, one per line.");
}
