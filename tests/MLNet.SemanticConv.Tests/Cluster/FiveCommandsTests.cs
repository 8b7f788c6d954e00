using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using MLNet.SemanticConv.Cli.Tests;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Cluster;

/// <summary>The page that takes a reader from one machine to three, done as it says.</summary>
public sealed partial class FiveCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SemconvProcess> _silos = [];

    public void Dispose()
    {
        _silos.ForEach(silo => silo.Dispose());
        _folder.Dispose();
    }

    [PostgresFact]
    public async Task The_page_leads_from_one_machine_to_three()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "src", "MLNet.SemanticConv.Cluster", "README.md"));
        string[] commands = [.. Shell().Match(page).Groups[1].Value.Split('\n').Select(line => line.Split(" #")[0].Trim())
            .Where(line => line.Length > 0)];
        Assert.Equal(5, commands.Length);
        Assert.StartsWith("export SEMCONV_CLUSTER=\"Host=", commands[1], StringComparison.Ordinal);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Golden", "Formats", "1.1", "linear.zip"), _folder["M.zip"]);
        _folder.Write("T.jsonl", string.Concat(TinyReviews.Texts.Select(text => $"{{\"text\":\"{text}\"}}\n")));

        await Succeeds("", commands[0]);
        using PostgresServer postgres = new();
        for (int machine = 0; machine < 3; machine++)
            _silos.Add(SemconvProcess.Of(postgres.Database,
                [.. Words(commands[2]), "--address", "127.0.0.1", "--port", $"{SemconvProcess.FreePort()}"]));
        await Task.WhenAll(_silos.Select(silo => silo.AtWorkAsync()));
        await Succeeds(postgres.Database, commands[3]);
        string status = await Succeeds(postgres.Database, commands[4]);

        Assert.Equal(TinyReviews.Texts.Count, File.ReadAllLines(_folder["O.tsv"]).Length);
        Assert.Equal(File.ReadAllText(_folder["O.tsv"]), File.ReadAllText(_folder["P.tsv"]));
        Assert.Contains("3 silos", status);
        Assert.Contains("Completed", status);
    }

    private async Task<string> Succeeds(string database, string command)
    {
        using SemconvProcess process = SemconvProcess.Of(database, Words(command));
        Assert.True(await process.EndAsync() == 0, process.Said);
        return process.Said;
    }

    // files are those of the folder
    private IEnumerable<string> Words(string command)
        => CommandLineParser.SplitCommandLine(command).Skip(1)
            .Select(word => Path.HasExtension(word) && !word.StartsWith('-') ? _folder[word] : word);

    [GeneratedRegex("""## From one machine to three.*?```sh\s*\n(.*?)```""", RegexOptions.Singleline)]
    private static partial Regex Shell();
}
