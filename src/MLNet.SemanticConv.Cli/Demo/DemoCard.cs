namespace MLNet.SemanticConv.Cli;

/// <summary>The card of the demo's model.</summary>
internal static class DemoCard
{
    /// <param name="command">The command line that makes the model.</param>
    /// <param name="files">The documentation it learnt from.</param>
    /// <param name="budget">The number of labelled rows that it learnt from.</param>
    /// <param name="labels">The labels of the model.</param>
    /// <param name="metrics">What it reached on the test rows.</param>
    public static ModelCard Of(
        string command, IReadOnlyList<string> files, int budget, OneVersusRestTransformer labels, MultiLabelMetrics metrics) => new(
        command,
        $"""
        The XML documentation of the .NET SDK's reference packs ({string.Join(", ", files.Select(PackOf).Distinct())}), which come with
        the SDK under the MIT licence, © .NET Foundation and contributors; the model has the same licence. A row is the text of a type or a
        member, its labels are the parts of its namespace.
        {budget:N0} rows with labels and the text of all others but the {metrics.RowCount:N0} test rows, which are of other types.
        """,
        """
        It shows what a tagger can do and serves to try the library, the service and the tool. It knows English text about the classes of
        .NET and nothing else.
        """,
        labels, metrics);

    // …/packs/Microsoft.NETCore.App.Ref/10.0.0/ref/net10.0/System.Runtime.xml
    public static string PackOf(string file)
    {
        string[] parts = file.Split(Path.DirectorySeparatorChar);
        return $"{parts[^5]} {parts[^4]}";
    }
}
