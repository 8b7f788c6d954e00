using System.CommandLine;
using System.Globalization;
using MLNet.SemanticConv.Cluster;
using MLNet.Shared;
using Spectre.Console;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv cluster status</c>: the machines of a cluster and its jobs.</summary>
internal sealed class ClusterStatusCommand : Command
{
    private readonly Option<string?> _cluster = ClusterOption.Create("required if that is not set");
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
            parsed.GetCluster(_cluster), _ => { }, client => AskAsync(client, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            console.WriteJson(new
            {
                silos = addresses,
                jobs = jobs.Select(Member),
            });
        }
        else
        {
            console.Output.WriteLine($"{Figures.Counted(addresses.Length, "silo")}: {string.Join(", ", addresses)}");
            console.Tables.Write(Table(jobs));
        }
    }

    private static async Task<(string[] Silos, IReadOnlyList<JobStatus> Jobs)> AskAsync(
        IClusterClient client, CancellationToken cancellationToken)
    {
        var silos = await client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, cancellationToken).ConfigureAwait(false);
        string[] addresses = [.. silos.Keys.Select(silo => silo.Endpoint.ToString()).Order(StringComparer.Ordinal)];
        return (addresses, await client.GetJobsAsync(cancellationToken).ConfigureAwait(false));
    }

    private static object Member(JobStatus job) => job switch
    {
        TaggingStatus { Parts: var parts, PartsDone: var partsDone, Texts: var texts, Failures: var failures } => new
        {
            job.Output,
            State = $"{job.State}",
            job.Share,
            parts,
            partsDone,
            texts,
            failures,
            job.Silos,
            job.Error,
        },
        WordVectorsStatus { Words: var words } => new
        {
            job.Output,
            State = $"{job.State}",
            job.Share,
            words,
            job.Silos,
            job.Error,
        },
        _ => throw new NotSupportedException($"{job.GetType().Name} is a kind of job that this version does not know."),
    };

    private static Table Table(IEnumerable<JobStatus> jobs)
    {
        Table table = new();
        foreach (string column in (string[])["output", "state", "done", "of", "silos", "error"]) table.AddColumn(column);
        foreach (JobStatus job in jobs)
        {
            string[] cells = [
                job.Output, $"{job.State}", job.Share.ToString("P0", CultureInfo.InvariantCulture), Extent(job), $"{job.Silos}",
                job.Error ?? ""];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }
        return table;
    }

    private static string Extent(JobStatus job) => job switch
    {
        TaggingStatus tagging => $"{Figures.Counted(tagging.Parts, "part")}: {Figures.Counted(tagging.Texts, "text")}"
            + (tagging.Failures > 0 ? $", {Figures.Counted(tagging.Failures, "failure")}" : ""),
        WordVectorsStatus { Words: > 0 } vectors => Figures.Counted(vectors.Words, "word"),
        _ => "",
    };
}
