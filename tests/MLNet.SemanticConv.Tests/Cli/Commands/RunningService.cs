using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>A command that serves pages, at a port of its own, until it is disposed.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _output = new(), _error = new();
    private readonly Task<int> _run;

    private RunningService(string[] args) => _run = Tool.RunAsync(args, new(Stream.Null, _output, _error), _stop.Token);

    public HttpClient Client { get; } = new();

    public string Error => _error.ToString();

    /// <summary>Starts <c>semconv serve</c>.</summary>
    public static Task<RunningService> StartAsync(string model, params string[] options)
        => OfAsync(["serve", "--model", model, "--urls", "http://127.0.0.1:0", .. options]);

    /// <summary>Starts a command, whose first line ends in its address.</summary>
    public static async Task<RunningService> OfAsync(params string[] args)
    {
        RunningService service = new(args);
        await Patience.UntilAsync(
            () => service._output.ToString().EndsWith('\n') || service._run.IsCompleted, service._error.ToString);
        Assert.False(service._run.IsCompleted, service._error.ToString());
        service.Client.BaseAddress = new(service._output.ToString().Split(' ')[^1].Trim());
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Assert.Equal(0, await _run.InTimeAsync(_error.ToString));
        Client.Dispose();
        _stop.Dispose();
    }
}
