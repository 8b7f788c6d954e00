using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Scripting;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>The README's C#, run from top to bottom.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Pages => ["README.md", "src/MLNet.SemanticConv/README.md", "src/MLNet.SemanticConv.Serving/README.md"];

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_sample_runs(string page)
    {
        using var given = new SamplesGiven();
        var script = new SampleScript(given, _folder);
        TinyReviews.WriteFiles(_folder);
        string[] samples = [.. Sample().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(samples);
        ScriptState<object>? state = null;
        foreach (string sample in samples) state = await script.Run(sample, state);
    }

    [Fact]
    public void The_table_of_quality_says_what_the_full_one_says()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        string measured = File.ReadAllText(Path.Combine(Repository.Root, "tests", "MLNet.SemanticConv.Benchmarks", "README.md"));
        // Each row of the full table by its data and budget, then by its method.
        Dictionary<(string Budget, string Method), string> full = [];
        (string data, string budget) = ("", "");
        foreach (string[] cells in Rows(measured).Where(cells => cells.Length == 7))
        {
            (data, budget) = (cells[0].Length > 0 ? cells[0] : data, cells[1].Length > 0 ? cells[1] : budget);
            full.TryAdd(($"{data} {budget}", cells[2].Trim('*')), cells[3].Split(' ')[0]);
        }
        data = "";
        int compared = 0;
        foreach (string[] cells in Rows(readme).Where(cells => cells.Length == 6 && cells[1].Contains('%')))
        {
            data = cells[0].Length > 0 ? cells[0] : data;
            foreach (var (cell, method) in cells[2..].Zip(["plain", "plain+names", "convolution", "default"]))
            {
                Assert.Equal(full[($"{data} {cells[1]}", method)], cell.Trim('*'));
                compared++;
            }
        }
        Assert.True(compared >= 20, "The first page has a table of quality.");
    }

    [Fact]
    public void What_an_encoder_changes_is_what_the_full_table_says()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "MLNet.SemanticConv.Encoders", "README.md"));
        string measured = File.ReadAllText(Path.Combine(Repository.Root, "tests", "MLNet.SemanticConv.Benchmarks", "README.md"));
        var table = Rows(measured).Where(cells => cells.Length == 6 && cells[0].Contains(", ", StringComparison.Ordinal))
            .Select(cells => (Default: Figure(cells[2]), Encoder: Figure(cells[4]))).ToHashSet();
        var said = FromTo().Matches(readme.ReplaceLineEndings(" "))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToArray();
        Assert.Equal(5, said.Length);
        Assert.All(said[..^1], change => Assert.Contains(change, table));
        // The last is of one seed and not in the table.
        string text = measured.ReplaceLineEndings(" ");
        Assert.All(said[^1..], change => Assert.Contains($"{change.Item1[1..]} / ", text, StringComparison.Ordinal));
        Assert.All(said[^1..], change => Assert.Contains($"{change.Item2[1..]} / ", text, StringComparison.Ordinal));

        // .249 there is 0.249 here
        static string Figure(string cell) => "0" + cell.Split(" / ")[0].Trim('*');
    }

    public static TheoryData<string> AllPages =>
    [
        .. new[] { "", "models", "notebooks", "src/*", "tests/MLNet.SemanticConv.Benchmarks" }
            .SelectMany(folder => folder.EndsWith('*')
                ? Directory.GetDirectories(Path.Combine(Repository.Root, folder.TrimEnd('*')))
                : [Path.Combine(Repository.Root, folder)])
            .SelectMany(folder => Directory.GetFiles(folder, "*.md"))
            .Select(page => Path.GetRelativePath(Repository.Root, page).Replace('\\', '/')),
    ];

    [Theory, MemberData(nameof(AllPages))]
    public void Links_lead_to_what_there_is(string page)
    {
        string path = Path.Combine(Repository.Root, page), text = File.ReadAllText(path);
        string[] links = [.. Link().Matches(text).Select(match => match.Groups[1].Value)];
        if (Path.GetFileName(page) == "README.md") Assert.NotEmpty(links);
        Assert.All(links.Where(link => !link.StartsWith("https:", StringComparison.Ordinal)), link =>
        {
            string[] parts = link.Split('#');
            string target = parts[0].Length > 0 ? Path.Combine(Path.GetDirectoryName(path)!, parts[0]) : path;
            Assert.True(File.Exists(target), link);
            if (parts.Length > 1)
                Assert.Contains(parts[1], Heading().Matches(File.ReadAllText(target)).Select(match => Anchor(match.Groups[1].Value)));
        });
    }

    private static IEnumerable<string[]> Rows(string page)
        => Row().Matches(page).Select(row => row.Groups[1].Value.Split('|', StringSplitOptions.TrimEntries));

    // As GitHub makes them.
    private static string Anchor(string heading) => NoAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"from (0\.\d{3}) to (0\.\d{3})")]
    private static partial Regex FromTo();

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
