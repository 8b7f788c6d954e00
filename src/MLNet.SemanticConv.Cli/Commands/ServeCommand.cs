using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MLNet.SemanticConv.Serving;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv serve</c>: a service over HTTP that tags texts, with a page to try it.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _urls = new("--urls")
    {
        Description = "Where to listen; several are separated by semicolons.",
        DefaultValueFactory = _ => "http://localhost:5000",
        HelpName = "URL",
    };

    private readonly Option<string> _textColumn = CommonOptions.TextColumn();

    private readonly Option<string> _allowedHosts = new("--allowed-hosts")
    {
        Description = "Host names that requests may use (the Host header), separated by semicolons; * allows any, for containers that "
            + "a proxy or a probe calls. "
            + "The names in --urls and those of this machine itself are always allowed.",
        DefaultValueFactory = _ => "",
        HelpName = "HOSTS",
    };

    private readonly Option<string> _acceptedParts = CommonOptions.OneOf(
        "--accepted-parts",
        "The parts that the model may contain. checked: those whose content is checked before it is loaded, such as train writes. "
            + "stock: also those of ML.NET that neither open files nor run code. all: any, so trust the file as you trust a program.",
        AcceptedParts.Checked);

    public ServeCommand(ToolConsole console)
        : base("serve", "Tags texts over HTTP until Ctrl-C; the model is loaded again when its file changes.")
    {
        Add(_model);
        Add(_urls);
        Add(_allowedHosts);
        Add(_textColumn);
        Add(_acceptedParts);
        _urls.Validators.Add(result =>
        {
            if (ListenAddresses.Problem(result.GetValueOrDefault<string>()) is { } problem)
                result.AddError($"--urls {problem}: write http://HOST:PORT.");
        });
        SetAction((parsed, cancellationToken) => RunAsync(parsed, console, cancellationToken));
    }

    private async Task RunAsync(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string model = parsed.GetRequiredValue(_model);
        ModelFile.CheckExists(model);
        await using WebApplication application = Create(parsed.GetRequiredValue(_urls), parsed.GetRequiredValue(_allowedHosts), services
            => services.AddSemanticTagger(model, options =>
            {
                options.TextColumnName = parsed.GetValue(_textColumn);
                options.AcceptedParts = parsed.GetOneOf<AcceptedParts>(_acceptedParts);
            }));
        // before the host starts, which would log a bad model with its stack, and keep signals to itself while one loads
        await Task.Run(application.Services.GetRequiredService<SemanticTagger>, CancellationToken.None).WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        await application.ListenAsync(cancellationToken).ConfigureAwait(false);
        console.Output.WriteLine($"{model} is served at {string.Join(", ", application.Urls)}");
        await application.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
    }

    private static WebApplication Create(string urls, string allowedHosts, Action<IServiceCollection> addTagger)
    {
        WebApplicationBuilder builder = WebHosting.CreateBuilder(urls, Hosts(urls, allowedHosts));
        addTagger(builder.Services);
        builder.Services.AddOpenApi();

        WebApplication application = builder.Build();
        application.UseHostFiltering();
        application.MapPage("tag.html");
        application.MapTagging();
        application.MapHealthChecks("/health");
        application.MapOpenApi();
        return application;
    }

    private static IEnumerable<string> Hosts(string urls, string allowedHosts)
    {
        string[] given = allowedHosts.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> ofUrls = ListenAddresses.Split(urls)
            .Select(url => BindingAddress.Parse(url).Host).Where(host => host is not ("*" or "+" or "0.0.0.0" or "[::]"));
        return given.Concat(ofUrls).Concat(WebHosting.LocalHosts).Distinct(StringComparer.OrdinalIgnoreCase);
    }
}
