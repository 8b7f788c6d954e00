using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Names of labels, one per line; blank lines are passed over.</summary>
internal static class LabelList
{
    public const string Description =
        "Names of labels, one per line, whether or not a row has them yet: each is learnt from the words of its name.";

    /// <exception cref="FormatException">The file has no name, or is not UTF-8.</exception>
    public static string[] Read(string path)
    {
        string[] names = [.. TextFile.ReadLines(path).Select(line => line.Line.Trim()).Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal)];
        return names.Length > 0 ? names : throw new FormatException($"{path} names no label: write one per line.");
    }
}
