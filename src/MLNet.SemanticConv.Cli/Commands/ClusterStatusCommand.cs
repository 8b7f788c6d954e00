using System.CommandLine;
using MLNet.SemanticConv.Cluster;
using Spectre.Console;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv cluster status</c>: the machines of a cluster and its jobs.</summary>
internal sealed class ClusterStatusCommand : Command
{
    private readonly Option<string?> _cluster = ClusterOption.Create("which must be named here where that does not");
    private readonly Option<bool> _json = CommonOptions.Json();

    public ClusterStatusCommand(ToolConsole console) : base("status", "Shows the machines of the cluster and how far its newest jobs are.")
    {
        Add(_cluster);
        Add(_json);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, console, cancellationToken));
    }

    private async Task RunAsync(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        var (addresses, jobs) = await ClusterHost.UseAsync(
            parsed.GetCluster(_cluster), threads: 1, client => AskAsync(client, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            console.WriteJson(new
            {
                silos = addresses,
                jobs = jobs.Select(job => new
                {
                    job.Output,
                    State = $"{job.State}",
                    job.Parts,
                    job.PartsDone,
                    job.Texts,
                    job.Failures,
                    job.Silos,
                    job.Error
                }),
            });
        }
        else
        {
            console.Output.WriteLine($"{addresses.Length} silos: {string.Join(", ", addresses)}");
            console.Tables.Write(Table(jobs));
        }
    }

    private static async Task<(string[] Silos, IReadOnlyList<TaggingStatus> Jobs)> AskAsync(
        IClusterClient client, CancellationToken cancellationToken)
    {
        var silos = await client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, cancellationToken).ConfigureAwait(false);
        string[] addresses = [.. silos.Keys.Select(silo => silo.Endpoint.ToString()).Order(StringComparer.Ordinal)];
        return (addresses, await client.GetTaggingJobsAsync().ConfigureAwait(false));
    }

    private static Table Table(IEnumerable<TaggingStatus> jobs)
    {
        Table table = new();
        foreach (string column in (string[])["output", "state", "parts", "texts", "failures", "silos", "error"]) table.AddColumn(column);
        foreach (TaggingStatus job in jobs)
        {
            string[] cells = [job.Output, $"{job.State}", $"{job.PartsDone}/{job.Parts}", $"{job.Texts:N0}", $"{job.Failures:N0}",
                $"{job.Silos}", job.Error ?? ""];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }
        return table;
    }
}
