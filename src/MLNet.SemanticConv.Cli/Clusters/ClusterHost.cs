using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using MLNet.SemanticConv.Cluster;

namespace MLNet.SemanticConv.Cli;

/// <summary>What a process of the tool is to a cluster.</summary>
internal static class ClusterHost
{
    private const int ConnectionTries = 30;

    /// <summary>A silo of the cluster that meets there.</summary>
    public static async Task<IHost> SiloAsync(
        MeetingPlace place, IPAddress? address, int port, int threads, CancellationToken cancellationToken)
    {
        await place.PrepareAsync(cancellationToken).ConfigureAwait(false);
        CheckFree(port);
        CheckFree(port + 1);
        HostApplicationBuilder builder = Builder(LogLevel.Warning);
        builder.Logging.AddFilter("MLNet.SemanticConv.Cluster", LogLevel.Information);
        builder.UseOrleans(silo =>
        {
            place.Lead(silo).AddSemanticTagging(options => options.NumberOfThreads = threads);
            if (address is null) silo.ConfigureEndpoints(port, port + 1, listenOnAnyHostAddress: true);
            else silo.ConfigureEndpoints(address, port, port + 1, listenOnAnyHostAddress: !IPAddress.IsLoopback(address));
        });
        return await StartAsync(builder, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does something as a client of the cluster that meets there, or of a cluster of its own if no place is given.</summary>
    public static async Task<T> UseAsync<T>(
        MeetingPlace? place, Action<SemanticTaggingOptions> configure, Func<IClusterClient, Task<T>> use,
        CancellationToken cancellationToken)
    {
        using IHost host = await ClientAsync(place, configure, cancellationToken).ConfigureAwait(false);
        try
        {
            return await use(host.Services.GetRequiredService<IClusterClient>()).ConfigureAwait(false);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>A client of the cluster that meets there, or a cluster of its own if no place is given.</summary>
    private static async Task<IHost> ClientAsync(
        MeetingPlace? place, Action<SemanticTaggingOptions> configure, CancellationToken cancellationToken)
    {
        HostApplicationBuilder builder = Builder(LogLevel.Error);
        if (place is null)
        {
            builder.UseOrleans(silo => silo.UseThisProcess().AddSemanticTagging(configure));
        }
        else
        {
            await place.PrepareAsync(cancellationToken).ConfigureAwait(false);
            int tries = 0;
            builder.UseOrleansClient(client => place.Lead(client).UseConnectionRetryFilter(async (exception, token) =>
            {
                if (++tries == ConnectionTries)
                    throw new IOException(
                        "No silo of the cluster answers: start one with 'semconv cluster work' and the same --cluster.", exception);
                await Task.Delay(TimeSpan.FromSeconds(1), token).ConfigureAwait(false);
                return true;
            }));
        }
        return await StartAsync(builder, cancellationToken).ConfigureAwait(false);
    }

    // Orleans would share the port with another silo, to the harm of both
    private static void CheckFree(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Any, port);
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new IOException(
                $"Port {port} cannot be used ({exception.Message}): a silo needs two free ports; name the first with --port.",
                exception);
        }
    }

    private static HostApplicationBuilder Builder(LogLevel level)
    {
        // settings and environment of the folder that somebody happens to be in are none of a silo's
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(level)
            // what Orleans says of machines that come and go fills pages
            .AddFilter("Orleans", LogLevel.Critical)
            // why it does not start is also thrown, and then printed in one line
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        // results go to standard output, so what is logged does not
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    private static async Task<IHost> StartAsync(HostApplicationBuilder builder, CancellationToken cancellationToken)
    {
        IHost host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
