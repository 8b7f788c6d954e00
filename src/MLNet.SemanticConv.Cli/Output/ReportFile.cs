using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Metrics in a file, in the form that its name asks for.</summary>
internal static class ReportFile
{
    /// <summary>Fails before long work that could not be saved, not after it.</summary>
    /// <exception cref="FormatException">The name ends in none of <c>.json</c>, <c>.md</c> and <c>.txt</c>.</exception>
    /// <exception cref="IOException">The folder is missing, or the path is a folder.</exception>
    public static void Check(string path)
    {
        _ = FormOf(path);
        OutputFile.CheckFolder(path);
    }

    /// <summary>Writes a file, which is replaced when it is complete.</summary>
    public static void Write(MultiLabelMetrics metrics, string path)
    {
        string text = FormOf(path)(metrics);
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    private static Func<MultiLabelMetrics, string> FormOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => metrics => metrics.ToJson(indented: true),
        ".md" => metrics => metrics.ToMarkdown(),
        ".txt" => metrics => metrics.ToString(),
        _ => throw new FormatException($"{path} must end in .json, .md or .txt, which says how to write the metrics."),
    };
}
