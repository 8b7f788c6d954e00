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
        string[] parts = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Split("\n## ", 2);
        string[] cells = [.. Row().Matches(parts[0]).SelectMany(row => row.Groups[1].Value.Split('|')).Select(cell => cell.Trim()).Where(cell => cell.Any(char.IsAsciiDigit))];
        Assert.True(cells.Length >= 20, "The first screen has a table of quality and one of speed.");
        Assert.All(cells, cell => Assert.Contains(cell, parts[1]));
    }

    [GeneratedRegex(@"^\|(.*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""```csharp\s*\n(.*?)```""", RegexOptions.Singleline)]
    private static partial Regex Sample();
}
