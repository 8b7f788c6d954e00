using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>What the services of the tool have in common.</summary>
internal static class WebHosting
{
    /// <summary>The names of this machine itself.</summary>
    public static string[] LocalHosts { get; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>A service that logs warnings to the error stream and answers requests to some hosts only.</summary>
    /// <param name="urls">Where it listens.</param>
    /// <param name="hosts">The names that requests may use in their Host header, so that no page can reach it under a name of its
    /// own.</param>
    public static WebApplicationBuilder CreateBuilder(string urls, IEnumerable<string> hosts)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        // results go to standard output, so what is logged does not
        builder.Logging.ClearProviders().AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            // that a start failed, which is told in one line, without its stack
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddHostFiltering(options => options.AllowedHosts = [.. hosts]);
        return builder;
    }

    /// <summary>Starts a service.</summary>
    /// <exception cref="IOException">It cannot listen at its address.</exception>
    public static async Task ListenAsync(this WebApplication application, CancellationToken cancellationToken)
    {
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Culprit.Causes(exception).OfType<SocketException>().FirstOrDefault() is { } cause)
        {
            throw new IOException(
                $"The service cannot listen at {application.Configuration[WebHostDefaults.ServerUrlsKey]}: {cause.Message}. "
                    + "Give it another address or port.", exception);
        }
    }
}
