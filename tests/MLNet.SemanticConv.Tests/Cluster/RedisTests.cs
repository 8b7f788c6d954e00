using MLNet.SemanticConv.Cli.Tests;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Cluster;

/// <summary>Silos and clients in processes of their own, which meet in a real Redis server.</summary>
public sealed class RedisTests : IDisposable
{
    private const int Count = 30_000;

    private static readonly string Model = Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Golden", "Formats", "1.1", "linear.zip");

    private readonly TemporaryFolder _folder = new();
    private readonly List<SemconvProcess> _silos = [];

    public void Dispose()
    {
        _silos.ForEach(silo => silo.Dispose());
        _folder.Dispose();
    }

    [RedisFact]
    public async Task Each_text_is_in_the_output_once_though_a_silo_is_killed()
    {
        string input = _folder.Write("in.txt",
            string.Concat(Enumerable.Range(0, Count).Select(i => $"{TinyReviews.Texts[i % TinyReviews.Texts.Count]} {i}\n")));
        (await ToolRun.Of("predict", "--model", Model, "--input", input, "--out", _folder["expected.tsv"])).Succeeded();
        using RedisServer redis = new();
        int[] ports = [SemconvProcess.FreePort(), SemconvProcess.FreePort()];
        _silos.AddRange(ports.Select(port => SemconvProcess.Work(redis.Address, port)));
        await Task.WhenAll(_silos.Select(silo => silo.AtWorkAsync()));

        using SemconvProcess client = SemconvProcess.Predict(
            redis.Address, "--model", Model, "--input", input, "--out", _folder["out.tsv"], "--part-bytes", "50000");
        string parts = _folder["out.tsv.parts"];
        await Patience.UntilAsync(
            () => client.HasExited || (Directory.Exists(parts) && Directory.GetFiles(parts, "*.json").Length >= 2), () => client.Said);
        _silos[0].Kill();
        _silos.Add(SemconvProcess.Work(redis.Address, ports[0]));

        Assert.True(await client.EndAsync() == 0, client.Said);
        Assert.Equal(File.ReadAllText(_folder["expected.tsv"]), File.ReadAllText(_folder["out.tsv"]));
        Assert.Equal(["expected.tsv", "in.txt", "out.tsv"], _folder.Files);
        using SemconvProcess status = SemconvProcess.Of(redis.Address, "cluster", "status", "--json");
        Assert.True(await status.EndAsync() == 0, status.Said);
        Assert.Contains("\"state\":\"Completed\"", status.Said, StringComparison.Ordinal);
    }

    [RedisFact]
    public async Task A_wrong_password_is_said_at_once()
    {
        using RedisServer redis = new();
        using SemconvProcess status = SemconvProcess.Of(redis.AddressWith("wrong"), "cluster", "status");

        Assert.Equal(1, await status.EndAsync());
        Assert.Contains("password", status.Said, StringComparison.OrdinalIgnoreCase);
    }
}
