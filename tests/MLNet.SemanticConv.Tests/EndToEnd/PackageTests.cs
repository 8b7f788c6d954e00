using System.IO.Compression;
using System.Reflection.Metadata;
using System.Security.Cryptography;
using System.Text;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>What <c>dotnet pack</c> makes of the libraries, used as a stranger would: a new program outside of the repository.</summary>
[Collection(nameof(PackedProjects))]
public sealed class PackageTests : IDisposable
{
    private readonly PackedProjects _packed = new();

    public static TheoryData<string> Libraries =>
    [
        "MLNet.SemanticConv", "MLNet.SemanticConv.Cluster", "MLNet.SemanticConv.DataFrames", "MLNet.SemanticConv.Encoders",
        "MLNet.SemanticConv.English", "MLNet.SemanticConv.Serving", "MLNet.PipelineProfiler",
    ];

    public void Dispose() => _packed.Dispose();

    [Fact]
    public void The_first_example_of_the_readme_runs_in_a_program_that_refers_to_the_package_alone()
    {
        _packed.Pack("MLNet.SemanticConv", "packages");
        string app = _packed["app"];
        Directory.CreateDirectory(app);
        File.WriteAllText(Path.Combine(app, "app.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{_packed["packages"]}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MLNet.SemanticConv" Version="{_packed.Version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(app, "Program.cs"), FirstExample());
        TinyReviews.WriteFiles(app);
        Assert.Equal("power", _packed.Dotnet(app, "run", "-v", "q").Trim());
        // The lowest ML.NET that the package allows, and the newest below 6 too: NuGet serves no other version between them.
        Assert.Contains("\"Microsoft.ML/5.0.1\"", File.ReadAllText(Path.Combine(app, "obj", "project.assets.json")));
        using ZipArchive package = _packed.Open("packages", "MLNet.SemanticConv");
        using StreamReader manifest = new(package.GetEntry("MLNet.SemanticConv.nuspec")!.Open());
        Assert.Contains("id=\"Microsoft.ML\" version=\"[5.0.1, 6.0.0)\"", manifest.ReadToEnd());
    }

    [Theory, MemberData(nameof(Libraries))]
    public void The_package_holds_the_library_and_is_the_same_each_time(string name)
    {
        _packed.Pack(name, "once");
        _packed.Pack(name, "again");
        Assert.Equal(Contents("once", name), Contents("again", name));
        using ZipArchive package = _packed.Open("once", name), symbols = _packed.Open("once", name, "snupkg");
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Contains($"lib/net10.0/{name}.dll", files);
        Assert.Contains($"lib/net10.0/{name}.xml", files);
        Assert.DoesNotContain(files, file => file.Contains("Microsoft.ML", StringComparison.Ordinal));
        if (name is "MLNet.SemanticConv" or "MLNet.PipelineProfiler")
            Assert.Contains($"interactive-extensions/dotnet/{name}.Interactive.dll", files);
        Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net10.0/{name}.pdb");
        using StreamReader readme = new(package.GetEntry("README.md")!.Open());
        Assert.Contains($"]({PackedProjects.Address}/blob/main/README.md", readme.ReadToEnd());
    }

    [Fact]
    public void The_symbols_name_the_commit_that_they_are_made_from()
    {
        const string Project = "MLNet.SemanticConv.Encoders", Owner = "example/semconv";
        string clone = _packed["clone"];
        _packed.Run("git", _packed.Folder, "clone", "--quiet", "--depth", "1", new Uri(Repository.Root).AbsoluteUri, clone);
        _packed.Run("git", clone, "remote", "set-url", "origin", $"https://github.com/{Owner}.git");
        string commit = _packed.Run("git", clone, "rev-parse", "HEAD").Trim();
        _packed.Dotnet(clone, "pack", Path.Combine("src", Project), "-c", "Release", "-o", _packed["packages"],
            $"-p:Version={_packed.Version}", "-v", "q");

        using ZipArchive package = _packed.Open("packages", Project), symbols = _packed.Open("packages", Project, "snupkg");
        using StreamReader manifest = new(package.GetEntry($"{Project}.nuspec")!.Open());
        string? repository = manifest.ReadToEnd().Split('\n')
            .FirstOrDefault(line => line.Contains("<repository", StringComparison.Ordinal));
        Assert.Contains($"url=\"https://github.com/{Owner}.git\"", repository);
        Assert.Contains($"commit=\"{commit}\"", repository);
        Assert.Contains($"https://raw.githubusercontent.com/{Owner}/{commit}/*",
            SourceLink(symbols.GetEntry($"lib/net10.0/{Project}.pdb")!));
    }

    private static string SourceLink(ZipArchiveEntry symbols)
    {
        using MemoryStream content = new();
        using (Stream packed = symbols.Open()) packed.CopyTo(content);
        content.Position = 0;
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(content);
        MetadataReader reader = provider.GetMetadataReader();
        Guid sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");   // as the Portable PDB format names it
        BlobHandle json = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Single(info => reader.GetGuid(info.Kind) == sourceLink).Value;
        return Encoding.UTF8.GetString(reader.GetBlobBytes(json));
    }

    /// <summary>At most ten lines of code.</summary>
    private static string FirstExample()
    {
        string example = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Split("```csharp\n")[1].Split("```")[0];
        Assert.InRange(example.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 10);
        return example;
    }

    // The package's own envelope has a name and a time that differ each time.
    private string[] Contents(string folder, string name)
    {
        using ZipArchive package = _packed.Open(folder, name);
        return [.. package.Entries
            .Where(entry => !entry.FullName.EndsWith(".psmdcp", StringComparison.Ordinal)
                && !entry.FullName.StartsWith("_rels", StringComparison.Ordinal))
            .Select(entry =>
            {
                using Stream content = entry.Open();
                return $"{entry.FullName} {Convert.ToHexString(SHA256.HashData(content))}";
            })];
    }
}
