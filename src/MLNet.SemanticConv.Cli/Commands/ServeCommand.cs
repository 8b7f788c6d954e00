using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv serve</c>: a service over HTTP that tags texts, with a page to try it.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _urls = new("--urls") { Description = "Where to listen; several are separated by semicolons.", DefaultValueFactory = _ => "http://localhost:5000", HelpName = "URL" };

    public ServeCommand(ToolConsole console) : base("serve", "Tags texts over HTTP until Ctrl-C; the model is loaded again when its file changes.")
    {
        Add(_model);
        Add(_urls);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, console, cancellationToken));
    }

    private async Task RunAsync(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string model = parsed.GetRequiredValue(_model);
        ModelFile.CheckExists(model);
        await using WebApplication application = Create(model, parsed.GetRequiredValue(_urls));
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        console.Output.WriteLine($"{model} is served at {string.Join(", ", application.Urls)}");
        await application.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
    }

    private static WebApplication Create(string model, string urls)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        // results go to standard output, so what is logged does not
        builder.Logging.ClearProviders().AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSemanticTagger(model);
        builder.Services.AddOpenApi();

        WebApplication application = builder.Build();
        application.MapTagging();
        application.MapHealthChecks("/health");
        application.MapOpenApi();
        application.MapGet("/", () => Results.Stream(typeof(ServeCommand).Assembly.GetManifestResourceStream("tag.html")!, "text/html; charset=utf-8"))
            .ExcludeFromDescription();
        return application;
    }
}
