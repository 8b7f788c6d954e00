using System.IO.Compression;
using System.Security.Cryptography;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>What <c>dotnet pack</c> makes of the libraries, used as a stranger would: a new program outside of the repository.</summary>
[Collection(nameof(PackedProjects))]
public sealed class PackageTests : IDisposable
{
    private readonly PackedProjects _packed = new();

    public static TheoryData<string> Libraries =>
        ["MLNet.SemanticConv", "MLNet.SemanticConv.DataFrames", "MLNet.SemanticConv.Encoders", "MLNet.SemanticConv.Serving", "MLNet.PipelineProfiler"];

    public void Dispose() => _packed.Dispose();

    [Fact]
    public void TheFirstExampleOfTheReadme_RunsInAProgramThatRefersToThePackageAlone()
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
    }

    [Theory, MemberData(nameof(Libraries))]
    public void ThePackage_HoldsTheLibraryAndIsTheSameEachTime(string name)
    {
        _packed.Pack(name, "once");
        _packed.Pack(name, "again");
        Assert.Equal(Contents("once", name), Contents("again", name));
        using ZipArchive package = _packed.Open("once", name), symbols = _packed.Open("once", name, "snupkg");
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Contains($"lib/net10.0/{name}.dll", files);
        Assert.Contains($"lib/net10.0/{name}.xml", files);
        Assert.DoesNotContain(files, file => file.Contains("Microsoft.ML", StringComparison.Ordinal));
        if (name is "MLNet.SemanticConv" or "MLNet.PipelineProfiler") Assert.Contains($"interactive-extensions/dotnet/{name}.Interactive.dll", files);
        Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net10.0/{name}.pdb");
        using StreamReader readme = new(package.GetEntry("README.md")!.Open());
        Assert.Contains($"]({PackedProjects.Address}/blob/main/README.md", readme.ReadToEnd());
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
            .Where(entry => !entry.FullName.EndsWith(".psmdcp", StringComparison.Ordinal) && !entry.FullName.StartsWith("_rels", StringComparison.Ordinal))
            .Select(entry =>
            {
                using Stream content = entry.Open();
                return $"{entry.FullName} {Convert.ToHexString(SHA256.HashData(content))}";
            })];
    }
}
