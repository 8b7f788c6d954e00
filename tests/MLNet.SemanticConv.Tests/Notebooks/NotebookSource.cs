using System.Text.RegularExpressions;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>What cells have beside C#: the packages that they ask for.</summary>
internal static partial class NotebookSource
{
    /// <summary>The code without its lines <c>#r "nuget: …"</c>.</summary>
    public static string WithoutPackages(string code, Action<(string Name, string Version)> package) => PackageReference().Replace(code, line =>
    {
        package((line.Groups["name"].Value, line.Groups["version"].Value));
        return "";
    });

    [GeneratedRegex("""^#r\s+"nuget:\s*(?<name>[^,"\s]+)\s*(,\s*(?<version>[^"\s]+))?\s*"\s*$""", RegexOptions.Multiline)]
    private static partial Regex PackageReference();
}
