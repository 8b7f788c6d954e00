using MLNet.SemanticConv.Cli.Tests;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Cluster;

/// <summary>Silos and clients in processes of their own, which meet in a real PostgreSQL, and are killed.</summary>
public sealed class KilledProcessesTests : IDisposable
{
    private const int Count = 60_000;

    private static readonly string Model = Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Golden", "Formats", "1.1", "linear.zip");

    private readonly TemporaryFolder _folder = new();
    private readonly List<SemconvProcess> _processes = [];

    public void Dispose()
    {
        _processes.ForEach(process => process.Dispose());
        _folder.Dispose();
    }

    [PostgresFact]
    public async Task Each_text_is_in_the_output_once_whatever_is_killed()
    {
        string input = _folder.Write("in.txt",
            string.Concat(Enumerable.Range(0, Count).Select(i => $"{TinyReviews.Texts[i % TinyReviews.Texts.Count]} {i}\n")));
        (await ToolRun.Of("predict", "--model", Model, "--input", input, "--out", _folder["expected.tsv"])).Succeeded();
        using PostgresServer postgres = new();
        int[] ports = [SemconvProcess.FreePort(), SemconvProcess.FreePort(), SemconvProcess.FreePort()];
        SemconvProcess Silo(int port) => Started(SemconvProcess.Work(postgres.Database, port));
        SemconvProcess Client() => Started(SemconvProcess.Predict(
            postgres.Database, "--model", Model, "--input", input, "--out", _folder["out.tsv"], "--part-bytes", "50000"));

        SemconvProcess[] silos = [.. ports.Select(Silo)];
        await Task.WhenAll(silos.Select(silo => silo.AtWorkAsync()));
        SemconvProcess client = Client();
        await TaggedAsync(parts: 2, client);
        silos[0].Kill();
        postgres.Stop();
        postgres.Start();
        silos[0] = Silo(ports[0]);
        await TaggedAsync(parts: 10, client);

        foreach (SemconvProcess process in (SemconvProcess[])[.. silos, client]) process.Kill();
        Assert.False(File.Exists(_folder["out.tsv"]) && File.ReadAllText(_folder["out.tsv"]) != File.ReadAllText(_folder["expected.tsv"]));
        silos = [.. ports.Select(Silo)];
        client = Client();

        Assert.True(await client.EndAsync() == 0, client.Said);
        Assert.Equal(File.ReadAllText(_folder["expected.tsv"]), File.ReadAllText(_folder["out.tsv"]));
        Assert.Equal(["expected.tsv", "in.txt", "out.tsv"], _folder.Files);
    }

    [PostgresFact]
    public async Task Word_vectors_are_those_of_one_machine_whatever_is_killed()
    {
        var random = new Random(5);
        string Sentence() => string.Join(' ', Enumerable.Range(0, 15).Select(_ => $"w{random.Next(1 + random.Next(4000))}"));
        string input = _folder.Write("in.txt", string.Concat(Enumerable.Range(0, 4000).Select(_ => $"{Sentence()}\n")));
        string[] settings = ["--dim", "16", "--min-count", "2", "--epochs", "3", "--parts", "3", "--stretch", "16384", "--input",
            input, "--out"];
        (await ToolRun.Of(["vectors", "train", .. settings, _folder["expected.bin"]])).Succeeded();
        using PostgresServer postgres = new();
        int[] ports = [SemconvProcess.FreePort(), SemconvProcess.FreePort()];
        SemconvProcess Silo(int port) => Started(SemconvProcess.Work(postgres.Database, port));
        SemconvProcess Client() => Started(SemconvProcess.Vectors(postgres.Database, [.. settings, _folder["out.bin"]]));

        SemconvProcess[] silos = [.. ports.Select(Silo)];
        await Task.WhenAll(silos.Select(silo => silo.AtWorkAsync()));
        SemconvProcess client = Client();
        await TrainingAsync("pairs-1-*", client);
        silos[0].Kill();
        silos[0] = Silo(ports[0]);
        await TrainingAsync("pairs-2-*", client);
        foreach (SemconvProcess process in (SemconvProcess[])[.. silos, client]) process.Kill();
        silos = [.. ports.Select(Silo)];
        client = Client();

        Assert.True(await client.EndAsync() == 0, client.Said);
        Assert.Equal(File.ReadAllBytes(_folder["expected.bin"]), File.ReadAllBytes(_folder["out.bin"]));
        Assert.Equal(["expected.bin", "in.txt", "out.bin"], _folder.Files);
    }

    // until there is such a file, or the vectors
    private Task TrainingAsync(string file, SemconvProcess client)
    {
        string folder = _folder["out.bin.training"];
        return Patience.UntilAsync(
            () => client.HasExited
                || (Directory.Exists(folder) && Directory.GetFiles(folder, file, SearchOption.AllDirectories).Length > 0),
            () => client.Said);
    }

    private SemconvProcess Started(SemconvProcess process)
    {
        _processes.Add(process);
        return process;
    }

    // until so many parts are there, or all of them
    private Task TaggedAsync(int parts, SemconvProcess client)
    {
        string folder = _folder["out.tsv.parts"];
        return Patience.UntilAsync(
            () => client.HasExited || (Directory.Exists(folder) && Directory.GetFiles(folder, "*.json").Length >= parts),
            () => client.Said);
    }
}
