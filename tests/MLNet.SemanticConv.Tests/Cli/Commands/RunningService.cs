namespace MLNet.SemanticConv.Cli.Tests;

/// <summary><c>semconv serve</c> at a port of its own, until it is disposed.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _output = new(), _error = new();
    private readonly Task<int> _run;

    private RunningService(string model, string[] options)
        => _run = Tool.RunAsync(["serve", "--model", model, "--urls", "http://127.0.0.1:0", .. options], new(Stream.Null, _output, _error), _stop.Token);

    public HttpClient Client { get; } = new();

    public static async Task<RunningService> StartAsync(string model, params string[] options)
    {
        RunningService service = new(model, options);
        while (!service._output.ToString().EndsWith('\n') && !service._run.IsCompleted) await Task.Delay(20);
        Assert.False(service._run.IsCompleted, service._error.ToString());
        service.Client.BaseAddress = new(service._output.ToString().Split(' ')[^1].Trim());
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Assert.Equal(0, await _run);
        Client.Dispose();
        _stop.Dispose();
    }
}
