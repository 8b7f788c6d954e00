using System.CommandLine;
using System.Net;
using Microsoft.Extensions.Hosting;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv cluster work</c>: a silo, which tags what the cluster is given.</summary>
internal sealed class ClusterWorkCommand : Command
{
    /// <summary>How the line begins that is printed when the silo is ready, for programs that wait for it.</summary>
    public const string Ready = "Working on port";

    private readonly Option<string?> _cluster = ClusterOption.Create("required if that is not set");
    private readonly Option<string?> _address = new("--address")
    {
        Description = "The address at which other machines reach this one; by default its address in the network.",
        HelpName = "IP",
    };
    private readonly Option<int> _port = new Option<int>("--port")
    {
        Description = "The port for other silos; the next one is for clients. Each silo on a machine needs its own two ports.",
        DefaultValueFactory = _ => 11111,
        HelpName = "N",
    }.Between(1, ListenAddresses.GreatestPort - 1);
    private readonly Option<int> _threads = CommonOptions.Threads("How many parts this machine tags at once.");

    public ClusterWorkCommand(ToolConsole console) : base("work", "Works on the jobs of the cluster until Ctrl-C. Run it on each machine.")
    {
        foreach (Option option in (Option[])[_cluster, _address, _port, _threads]) Add(option);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, console, cancellationToken));
    }

    private async Task RunAsync(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        IPAddress? address = parsed.GetValue(_address) is not { } given ? null
            : IPAddress.TryParse(given, out IPAddress? known) ? known
            : throw new FormatException($"--address {given} is not an IP address.");
        int port = parsed.GetValue(_port);
        using IHost silo = await ClusterHost.SiloAsync(parsed.GetCluster(_cluster), address, port, parsed.GetValue(_threads),
            cancellationToken).ConfigureAwait(false);
        console.Output.WriteLine($"{Ready} {port}, with {Figures.Counted(parsed.GetValue(_threads), "thread")}.");
        // at the end, what it is at goes to other silos
        await silo.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
    }
}
