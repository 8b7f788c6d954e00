using System.Diagnostics;

namespace MLNet.SemanticConv.Tests.Cluster;

/// <summary>A Redis server of one's own, which only this machine can reach.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("semconv-redis-").FullName;
    private readonly int _port = SemconvProcess.FreePort();
    private readonly Process _process;

    public RedisServer()
    {
        ProcessStartInfo start = new(Program!,
            ["--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _folder, "--requirepass", "secret", "--save", "", "--appendonly", "yes"])
        { RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        // it waits for clients when it says so, and would wait for a reader of what else it says
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Ready to accept", StringComparison.Ordinal) != false) ready.TrySetResult();
        };
        _process.BeginOutputReadLine();
        ready.Task.InTimeAsync().Wait();
    }

    /// <summary>The server's program, or null where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    /// <summary>The server, as --cluster names it.</summary>
    public string Address => AddressWith("secret");

    public string AddressWith(string password) => $"redis:127.0.0.1:{_port},password={password}";

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit(Patience.Limit);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
