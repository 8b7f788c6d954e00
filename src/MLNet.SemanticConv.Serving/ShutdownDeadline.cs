using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MLNet.SemanticConv.Serving;

/// <summary>
/// Until when a host that stops goes on with the requests it has: half of its <see cref="HostOptions.ShutdownTimeout"/>. After that they
/// are refused, while there is time to say so; at the timeout itself their connections are cut.
/// </summary>
internal sealed class ShutdownDeadline : IDisposable
{
    private readonly CancellationTokenSource _passed = new();
    private readonly CancellationTokenRegistration _stopping;

    public ShutdownDeadline(IHostApplicationLifetime lifetime, IOptions<HostOptions> options)
    {
        TimeSpan timeout = options.Value.ShutdownTimeout;
        _stopping = lifetime.ApplicationStopping.Register(() =>
        {
            if (timeout != Timeout.InfiniteTimeSpan) _passed.CancelAfter(timeout / 2);
        });
    }

    /// <summary>Cancelled when the time has come.</summary>
    public CancellationToken Token => _passed.Token;

    /// <summary>What requests are told then.</summary>
    public static (int Status, string Detail) Refusal => (StatusCodes.Status503ServiceUnavailable, "The service is stopping: ask again.");

    public void Dispose()
    {
        _stopping.Dispose();
        _passed.Dispose();
    }
}
