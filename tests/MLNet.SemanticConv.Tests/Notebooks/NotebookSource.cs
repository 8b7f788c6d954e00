using System.Text.RegularExpressions;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>What cells have beside C#: the packages that they ask for.</summary>
internal static partial class NotebookSource
{
    /// <summary>The code without its lines <c>#r "nuget: …"</c>.</summary>
    public static string WithoutPackages(string code, Action<(string Name, string Version)> package)
        => PackageReference().Replace(code, line =>
    {
        package((line.Groups["name"].Value, line.Groups["version"].Value));
        return "";
    });

    /// <summary>The code with our packages, which the sources have, in place of the released ones.</summary>
    public static string WithPackagesOf(NotebookPackages packages, string code) => PackageReference().Replace(code, line =>
    {
        string name = line.Groups["name"].Value;
        if (!name.StartsWith("MLNet.", StringComparison.Ordinal)) return line.Value;
        packages.Add(name);
        return $"#r \"nuget: {name}, {packages.Version}\"";
    });

    /// <summary>Whether a cell asks for packages.</summary>
    public static bool HasPackages(string code) => PackageReference().IsMatch(code);

    [GeneratedRegex("""^#r\s+"nuget:\s*(?<name>[^,"\s]+)\s*(,\s*(?<version>[^"\s]+))?\s*"\s*$""", RegexOptions.Multiline)]
    private static partial Regex PackageReference();
}
