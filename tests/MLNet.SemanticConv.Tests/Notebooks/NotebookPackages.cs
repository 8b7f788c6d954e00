using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>The packages of this build for all notebooks, each packed when the first asks for it.</summary>
public sealed class NotebookPackages : IDisposable
{
    private readonly PackedProjects _projects = new();
    private readonly HashSet<string> _packed = [];

    /// <summary>A folder that NuGet takes as a source.</summary>
    public string Folder => _projects["packages"];

    /// <summary>That of the packages: no other packages have it.</summary>
    public string Version => _projects.Version;

    public void Add(string project)
    {
        if (_packed.Add(project)) _projects.Pack(project, "packages");
    }

    // The kernel restores into the user's cache, where the tool is too.
    public void Dispose()
    {
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (string restored in _packed.Select(project => Path.Combine(cache, project.ToLowerInvariant(), Version))
            .Where(Directory.Exists))
            Directory.Delete(restored, recursive: true);
        _projects.Dispose();
    }
}
