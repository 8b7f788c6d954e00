using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MLNet.SemanticConv.Cli;

namespace MLNet.SemanticConv.Tests.Cluster;

/// <summary>The tool in a process of its own, which can be killed.</summary>
internal sealed class SemconvProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _atWork = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _said = [];

    private SemconvProcess(string database, params IEnumerable<string> args)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "semconv.dll");
        _process = new() { StartInfo = new("dotnet", [tool, .. args]) { RedirectStandardError = true, RedirectStandardOutput = true } };
        _process.StartInfo.Environment["SEMCONV_CLUSTER"] = database;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it wrote.</summary>
    public string Said
    {
        get
        {
            lock (_said) return string.Join('\n', _said);
        }
    }

    /// <summary>A port that is free, as is the next one.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using TcpListener first = new(IPAddress.Loopback, 0);
            first.Start();
            int port = ((IPEndPoint)first.LocalEndpoint).Port;
            if (port == IPEndPoint.MaxPort) continue;
            using TcpListener second = new(IPAddress.Loopback, port + 1);
            try
            {
                second.Start();
                return port;
            }
            catch (SocketException)
            {
                // taken; another pair is not
            }
        }
    }

    /// <summary>Any words.</summary>
    public static SemconvProcess Of(string database, params IEnumerable<string> args) => new(database, args);

    /// <summary>A silo with one thread. One at the port of another that was killed tells the cluster that that is dead.</summary>
    public static SemconvProcess Work(string database, int port)
        => Of(database, "cluster", "work", "--address", "127.0.0.1", "--port", $"{port}", "--threads", "1");

    /// <summary>A client with a job.</summary>
    public static SemconvProcess Predict(string database, params IEnumerable<string> args)
        => Of(database, ["cluster", "predict", .. args]);

    /// <summary>A client that has word vectors trained.</summary>
    public static SemconvProcess Vectors(string database, params IEnumerable<string> args)
        => Of(database, ["cluster", "vectors", .. args]);

    /// <summary>Ends when a silo is at work.</summary>
    public async Task AtWorkAsync()
    {
        if (await Task.WhenAny(_atWork.Task, _process.WaitForExitAsync()).InTimeAsync(() => Said, ClusterWorkCommand.Ready) != _atWork.Task)
            throw new InvalidOperationException($"The silo ended: {Said}");
    }

    /// <summary>The exit code, when it comes.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().InTimeAsync(() => Said);
        return _process.ExitCode;
    }

    public bool HasExited => _process.HasExited;

    /// <summary>As kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit(Patience.Limit);
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (_said) _said.Add(line);
        if (line.StartsWith(ClusterWorkCommand.Ready, StringComparison.Ordinal)) _atWork.TrySetResult();
    }
}
