using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Scripting;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>The README's C#, run from top to bottom.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task EverySampleRuns()
    {
        using var given = new SamplesGiven();
        var script = new SampleScript(given, _folder);
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        string[] samples = [.. Sample().Matches(readme).Select(match => match.Groups[1].Value)];
        Assert.True(samples.Length >= 4, "The README has samples in C#.");
        ScriptState<object>? state = null;
        foreach (string sample in samples) state = await script.Run(sample, state);
        Assert.True(File.Exists(Path.Combine(_folder, "profile.html")));
        // The ten lines learn what the tiny reviews say.
        Assert.True(((MultiLabelMetrics)state!.GetVariable("metrics").Value).MacroAveragePrecision > 0.9);
    }

    [Fact]
    public void TheTablesOfTheFirstScreen_SayWhatTheFullOnesSay()
    {
        string firstScreen = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Split("\n## ", 2)[0];
        string measured = File.ReadAllText(Path.Combine(Repository.Root, "tests", "MLNet.SemanticConv.Benchmarks", "README.md"));
        string[] cells = [.. Row().Matches(firstScreen).SelectMany(row => row.Groups[1].Value.Split('|')).Select(cell => cell.Trim()).Where(cell => cell.Any(char.IsAsciiDigit))];
        Assert.True(cells.Length >= 20, "The first screen has a table of quality and one of speed.");
        Assert.All(cells, cell => Assert.Contains(cell, measured));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tests/MLNet.SemanticConv.Benchmarks")]
    public void Links_LeadToWhatThereIs(string folder)
    {
        string from = Path.Combine(Repository.Root, folder);
        string[] links = [.. Link().Matches(File.ReadAllText(Path.Combine(from, "README.md"))).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(links);
        Assert.All(links.Where(link => !link.StartsWith("https:", StringComparison.Ordinal)), link =>
        {
            string[] parts = link.Split('#');
            string target = Path.Combine(from, parts[0].Length > 0 ? parts[0] : "README.md");
            Assert.True(File.Exists(target), link);
            if (parts.Length > 1) Assert.Contains(parts[1], Heading().Matches(File.ReadAllText(target)).Select(match => Anchor(match.Groups[1].Value)));
        });
    }

    // As GitHub makes them.
    private static string Anchor(string heading) => NoAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"^\|(.*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""```csharp\s*\n(.*?)```""", RegexOptions.Singleline)]
    private static partial Regex Sample();
}
