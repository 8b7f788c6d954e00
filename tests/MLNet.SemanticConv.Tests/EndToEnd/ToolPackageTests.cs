using System.IO.Compression;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>The tool as <c>dotnet tool install</c> gives it to the users of this platform.</summary>
[Collection(nameof(PackedProjects))]
public sealed class ToolPackageTests : IDisposable
{
    private const string Tool = "MLNet.SemanticConv.Cli", Encoders = "MLNet.SemanticConv.Encoders";
    private const long MostBytes = 25_000_000;

    private static readonly string Platform = RuntimeInformation.RuntimeIdentifier;

    private readonly PackedProjects _packed = new();

    public void Dispose() => _packed.Dispose();

    [Fact]
    public void The_tool_is_small_and_installs_its_encoders_where_they_are_wanted()
    {
        Pack();
        Assert.InRange(new FileInfo(Path.Combine(_packed["packages"], $"{Tool}.{Platform}.{_packed.Version}.nupkg")).Length, 1, MostBytes);
        using (ZipArchive package = _packed.Open("packages", Tool))
        {
            using StreamReader readme = new(package.GetEntry("README.md")!.Open());
            Assert.Contains($"]({PackedProjects.Address}/blob/main/README.md", readme.ReadToEnd());
        }

        _packed.Dotnet(_packed.Folder, "tool", "install", Tool, "--version", _packed.Version, "--source",
            _packed["packages"], "--tool-path", _packed["tools"]);
        string model = Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Golden", "Formats", "1.1", "linear.zip");
        const string Text = "a rude waiter";
        string labels = string.Join(',', TextTagger.Load(model).Tag(Text).Labels.Select(label => label.Label));
        Assert.Equal($"{Text}\t{labels}", Semconv("predict", "--model", model, Text).Output.TrimEnd());

        File.WriteAllText(_packed["text.txt"], "the charger broke after a week\nthe battery lasts all day\n");
        string[] encode = ["vectors", "encode", "--input", _packed["text.txt"], "--out", _packed["words.txt"]];
        string advice = Regex.Match(Semconv(encode).Error, "(?<=Run this once: semconv ).*").Value.Trim();
        Assert.Equal("encoders install", advice);
        Assert.Equal(0, Semconv([.. advice.Split(' '), "--source", _packed["packages"]]).ExitCode);
        Assert.Equal(0, Semconv(encode).ExitCode);
        Assert.Equal(384, WordVectors.Load(_packed["words.txt"]).Dimensions);
    }

    [Fact]
    public void The_tool_has_a_package_for_this_platform() => Assert.Contains(Platform, Project("RuntimeIdentifiers").Split(';'));

    // The package for this platform, the one that points to it, and the encoders in the version that belongs to them.
    private void Pack()
    {
        string project = Path.Combine("src", Tool);
        _packed.Dotnet(
            Repository.Root, "build", project, "-c", Shell.Configuration, "-r", Platform, "--no-self-contained", "--no-restore",
            "-p:BuildProjectReferences=false", "-v", "q");
        _packed.Pack(Tool, "packages", null, $"-p:ToolPackageRuntimeIdentifiers={Platform}");
        _packed.Pack(Encoders, "packages",
            Assembly.Load("semconv").GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);
    }

    private (int ExitCode, string Output, string Error) Semconv(params string[] args)
        => _packed.TryRun(Path.Combine(_packed["tools"], "semconv"), _packed.Folder, args);

    private static string Project(string property)
        => Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "src", Tool, $"{Tool}.csproj")),
            $"<{property}>(.*)</{property}>").Groups[1].Value;
}
