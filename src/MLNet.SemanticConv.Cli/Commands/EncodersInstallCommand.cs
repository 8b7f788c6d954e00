using System.CommandLine;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv encoders install</c>: the sentence encoders, which the tool comes without.</summary>
internal sealed class EncodersInstallCommand : Command
{
    private readonly Option<string> _source = new("--source")
    {
        Description = "A folder or address with packages, besides NuGet's configured sources.",
        HelpName = "SOURCE",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public EncodersInstallCommand(ToolConsole console)
        : base("install", $"Installs the package {InstalledEncoders.Package}, some 100 MB, for --encoder. Needs the .NET SDK.")
    {
        Add(_source);
        Add(_json);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken));
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string folder = InstalledEncoders.Folder();
        console.Steps.Run($"Installing {InstalledEncoders.Package} {InstalledEncoders.Version}", _ =>
        {
            EncodersInstaller.Install(folder, parsed.GetValue(_source), cancellationToken);
            return folder;
        });
        console.Report(parsed.GetValue(_json), new { package = InstalledEncoders.Package, version = InstalledEncoders.Version, folder },
            $"{folder}: {InstalledEncoders.Package} {InstalledEncoders.Version}");
    }
}
