using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

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
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddHostFiltering(options => options.AllowedHosts = [.. hosts]);
        return builder;
    }
}
