using System.Diagnostics;
using System.IO.Compression;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>A folder for the packages that <c>dotnet pack</c> makes of this build, and for programs that use them as a stranger
/// would.</summary>
/// <remarks>Tests that use it are one collection: two at once would write the same files in <c>obj</c>.</remarks>
internal sealed class PackedProjects : IDisposable
{
    public const string Address = "https://example.org/code";

    private readonly Dictionary<string, string> _environment;

    public PackedProjects()
    {
        // packages that the user does not have yet go here, not into the user's cache
        string known = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Directory.CreateDirectory(known);
        _environment = new() { ["NUGET_PACKAGES"] = Path.Combine(Folder, "cache"), ["NUGET_FALLBACK_PACKAGES"] = known };
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("semconv-package-").FullName;

    /// <summary>That of the packages: no other packages have it.</summary>
    public string Version { get; } = $"0.0.0-test{Random.Shared.NextInt64()}";

    public string this[string name] => Path.Combine(Folder, name);

    public void Dispose()
    {
        // Windows deletes no file that may not be written to, as git makes those of a clone.
        if (OperatingSystem.IsWindows())
            foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
                File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Packs what is built.</summary>
    /// <param name="project">A folder under src.</param>
    /// <param name="output">A folder within this one.</param>
    /// <param name="version">That of the package.</param>
    /// <param name="more">Further words for <c>dotnet pack</c>.</param>
    public void Pack(string project, string output, string? version = null, params string[] more) => Run(
        "dotnet", Repository.Root,
        [
            "pack", Path.Combine("src", project), "-c", Shell.Configuration, "--no-build", "-o", this[output], "-v", "q",
            $"-p:Version={version ?? Version}", $"-p:RepositoryUrl={Address}", .. more,
        ]);

    /// <summary>Opens a package.</summary>
    public ZipArchive Open(string folder, string package, string extension = "nupkg")
        => ZipFile.OpenRead(Path.Combine(this[folder], $"{package}.{Version}.{extension}"));

    public string Dotnet(string folder, params string[] args) => Run("dotnet", folder, args);

    public string Run(string program, string folder, params string[] args)
    {
        (int exitCode, string output, string error) = TryRun(program, folder, args);
        Assert.True(exitCode == 0, output + error);
        return output;
    }

    public (int ExitCode, string Output, string Error) TryRun(string program, string folder, params string[] args)
    {
        ProcessStartInfo start = Shell.Prepare(program, folder, args);
        // a server that outlives its build would keep the output open
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        start.Environment["SEMCONV_ENCODERS"] = this["encoders"];
        using Process process = Process.Start(start)!;
        return Shell.Finish(process);
    }
}
