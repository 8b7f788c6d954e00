using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>What <c>dotnet pack</c> makes, used as a stranger would: a new program outside of the repository. Takes some 40 seconds.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("semconv-package-").FullName;
    private readonly string _version = $"0.0.0-test{Random.Shared.NextInt64()}";

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string restored = Path.Combine(cache, "mlnet.semanticconv", _version);
        if (Directory.Exists(restored)) Directory.Delete(restored, recursive: true);
    }

    [Fact]
    public void TheFirstExampleOfTheReadme_RunsInAProgramThatRefersToThePackageAlone()
    {
        Pack("MLNet.SemanticConv", "packages");
        string app = Path.Combine(_folder, "app");
        Directory.CreateDirectory(app);
        File.WriteAllText(Path.Combine(app, "app.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{Path.Combine(_folder, "packages")}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MLNet.SemanticConv" Version="{_version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(app, "Program.cs"), FirstExample());
        TinyReviews.WriteFiles(app);
        Assert.Equal("power", Dotnet(app, "run", "-v", "q").Trim());
    }

    [Fact]
    public void The_packages_hold_what_they_should_and_are_the_same_each_time()
    {
        foreach (string name in new[] { "MLNet.SemanticConv", "MLNet.PipelineProfiler", "MLNet.SemanticConv.Serving", "MLNet.SemanticConv.Cli" })
        {
            string[] files = Pack(name, "once");
            Assert.Contains("README.md", files);
            Assert.Contains("](https://example.org/code/blob/main/README.md", ReadmeOf(name));
            if (name.EndsWith("Cli", StringComparison.Ordinal))
            {
                Assert.Contains("tools/net10.0/any/semconv.dll", files);
                Assert.Contains("tools/net10.0/any/DotnetToolSettings.xml", files);
                InstallTool(Path.Combine(_folder, "once"));
            }
            else
            {
                Pack(name, "again");
                Assert.Equal(Contents("once", name), Contents("again", name));
                Assert.Contains($"lib/net10.0/{name}.dll", files);
                Assert.Contains($"lib/net10.0/{name}.xml", files);
                Assert.DoesNotContain(files, file => file.Contains("Microsoft.ML", StringComparison.Ordinal));
                using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(_folder, "once", $"{name}.{_version}.snupkg"));
                Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net10.0/{name}.pdb");
            }
        }
    }

    /// <summary>The tool runs from the folder of packages alone.</summary>
    private void InstallTool(string packages)
    {
        string tools = Path.Combine(_folder, "tools"), model = Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Golden", "Formats", "1.1", "linear.zip");
        Dotnet(_folder, "tool", "install", "MLNet.SemanticConv.Cli", "--version", _version, "--source", packages, "--tool-path", tools);
        const string Text = "a rude waiter";
        string labels = string.Join(',', TextTagger.Load(model).Tag(Text).Labels.Select(label => label.Label));
        Assert.Equal($"{Text}\t{labels}", Run(Path.Combine(tools, "semconv"), _folder, "predict", "--model", model, Text).TrimEnd());
    }

    /// <summary>At most ten lines of code.</summary>
    private static string FirstExample()
    {
        string example = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Split("```csharp\n")[1].Split("```")[0];
        Assert.InRange(example.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 10);
        return example;
    }

    private string[] Pack(string name, string folder)
    {
        string output = Path.Combine(_folder, folder);
        Dotnet(Repository.Root, "pack", Path.Combine("src", name), "-c", Configuration, "--no-build", "-o", output, $"-p:PackageVersion={_version}", "-p:RepositoryUrl=https://example.org/code", "-v", "q");
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(output, $"{name}.{_version}.nupkg"));
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    private string ReadmeOf(string name)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(_folder, "once", $"{name}.{_version}.nupkg"));
        using StreamReader reader = new(package.GetEntry("README.md")!.Open());
        return reader.ReadToEnd();
    }

    // The package's own envelope has a name and a time that differ each time.
    private string[] Contents(string folder, string name)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(_folder, folder, $"{name}.{_version}.nupkg"));
        return [.. package.Entries
            .Where(entry => !entry.FullName.EndsWith(".psmdcp", StringComparison.Ordinal) && !entry.FullName.StartsWith("_rels", StringComparison.Ordinal))
            .Select(entry =>
            {
                using Stream content = entry.Open();
                return $"{entry.FullName} {Convert.ToHexString(SHA256.HashData(content))}";
            })];
    }

    // The test runs from bin/<configuration>/net10.0.
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string Dotnet(string folder, params string[] args) => Run("dotnet", folder, args);

    private static string Run(string program, string folder, params string[] args)
    {
        ProcessStartInfo start = new(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // what the running test inherits from its own build is not for another
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.Result);
        return output;
    }
}
