namespace MLNet.SemanticConv.Cli;

/// <summary>Finds the XML documentation that every .NET SDK brings along: the files beside the reference assemblies of its packs.</summary>
internal static class ReferencePacks
{
    private static readonly string[] Names = ["Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref"];

    /// <summary>The documentation files of the newest version of each pack, in ordinal order of their names.</summary>
    /// <param name="dotnetFolders">Where to look for a folder <c>packs</c>; the first that holds both packs is taken.</param>
    /// <exception cref="FileNotFoundException">No folder holds both packs; the message says what to install.</exception>
    public static IReadOnlyList<string> FindDocumentation(IEnumerable<string> dotnetFolders)
    {
        List<string> seen = [];
        foreach (string folder in dotnetFolders)
        {
            string packs = Path.Combine(folder, "packs");
            if (!Directory.Exists(packs)) continue;
            seen.Add(packs);
            string[][] files = [.. Names.Select(name => Newest(Path.Combine(packs, name)))];
            if (files.All(found => found.Length > 0)) return [.. files.SelectMany(found => found)];
        }
        string looked = seen.Count > 0
            ? $"not all of it is in {string.Join(", ", seen)}"
            : "no folder 'packs' was found beside the running dotnet";
        throw new FileNotFoundException(
            $"The demo reads the XML documentation in the reference packs {string.Join(" and ", Names)} of the .NET SDK, and {looked}. "
            + "Install the .NET 10 SDK from https://dotnet.microsoft.com/download (from a Linux distribution: dotnet-sdk-10.0 with "
            + "dotnet-targeting-pack-10.0 and aspnetcore-targeting-pack-10.0), or set DOTNET_ROOT to a folder that has one.");
    }

    private static string[] Newest(string pack)
    {
        if (!Directory.Exists(pack)) return [];
        IEnumerable<string> versions = Directory.GetDirectories(pack).OrderByDescending(Path.GetFileName, VersionOrder);
        return versions.Select(Documentation).FirstOrDefault(files => files.Length > 0) ?? [];
    }

    private static string[] Documentation(string version)
    {
        string assemblies = Path.Combine(version, "ref");
        if (!Directory.Exists(assemblies)) return [];
        string? framework = Directory.GetDirectories(assemblies).Max(StringComparer.Ordinal);
        return framework is null ? [] : [.. Directory.GetFiles(framework, "*.xml").Order(StringComparer.Ordinal)];
    }

    // 10.0.9 before 10.0.12, and 10.0.0-rc.1 before 10.0.0
    private static Comparer<string?> VersionOrder { get; } = Comparer<string?>.Create((a, b) =>
    {
        (Version number, string suffix) x = Split(a), y = Split(b);
        int byNumber = x.number.CompareTo(y.number);
        if (byNumber != 0) return byNumber;
        if (x.suffix.Length == 0 || y.suffix.Length == 0) return y.suffix.Length - x.suffix.Length;
        return string.CompareOrdinal(x.suffix, y.suffix);
    });

    private static (Version, string) Split(string? name)
    {
        string[] parts = (name ?? "").Split('-', 2);
        return (Version.TryParse(parts[0], out Version? version) ? version : new(0, 0), parts.Length > 1 ? parts[1] : "");
    }
}
