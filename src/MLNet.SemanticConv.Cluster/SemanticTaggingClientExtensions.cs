using Microsoft.Extensions.DependencyInjection;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Gives jobs to a cluster.</summary>
public static class SemanticTaggingClientExtensions
{
    /// <summary>Tags files on the silos of a cluster and waits for the end.</summary>
    /// <remarks>
    /// The output has a line for each text, as a single machine would have written it, byte for byte: whichever silos, and whether this
    /// client, are killed meanwhile. The job goes on without the client; the same call again, by this process or another, waits for the
    /// same job, and does nothing where the output is there and inputs and model are still what they were.
    /// </remarks>
    /// <param name="client">The cluster.</param>
    /// <param name="job">What is to be tagged.</param>
    /// <param name="progress">Told how far the job is, or null.</param>
    /// <param name="cancellationToken">Cancels the job. What was tagged is used where it is run again.</param>
    /// <returns>What came of it: its state is completed or failed.</returns>
    /// <exception cref="FileNotFoundException">The model or an input is missing.</exception>
    /// <exception cref="FormatException">The name of a file does not tell its form, or an input is empty.</exception>
    /// <exception cref="OperationCanceledException">The job was cancelled, here or by somebody else.</exception>
    public static async Task<TaggingStatus> TagAsync(
        this IClusterClient client,
        TaggingJob job,
        IProgress<TaggingStatus>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(job);
        ISharedStorage storage = client.ServiceProvider.GetService<ISharedStorage>() ?? new SharedFiles();
        (string name, TaggingWork work) = await Task.Run(() => Prepare(job, storage), cancellationToken).ConfigureAwait(false);
        ITaggingJobGrain grain = client.GetGrain<ITaggingJobGrain>(name);
        return await Patience.RunAsync(
            () => grain.StartAsync(work), grain.GetStatusAsync, grain.CancelAsync,
            status => status.State == TaggingState.Cancelled ? status.Output : null, status => status.HasEnded,
            progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How far the newest jobs of a cluster are.</summary>
    /// <param name="client">The cluster.</param>
    /// <returns>The jobs, the newest first.</returns>
    public static async Task<IReadOnlyList<TaggingStatus>> GetTaggingJobsAsync(this IClusterClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        List<TaggingStatus> jobs = [];
        foreach (string name in await client.GetGrain<ITaggingJobsGrain>(0).GetAsync().ConfigureAwait(false))
            jobs.Add(await client.GetGrain<ITaggingJobGrain>(name).GetStatusAsync().ConfigureAwait(false));
        return jobs;
    }

    // the model goes with the job, so that another one may take its place meanwhile
    private static (string Name, TaggingWork Work) Prepare(TaggingJob job, ISharedStorage storage)
    {
        _ = TaggingsForms.Of(job.Output);
        job = job with
        {
            Model = Path.GetFullPath(job.Model),
            Inputs = [.. job.Inputs.Select(Path.GetFullPath)],
            Output = Path.GetFullPath(job.Output)
        };
        using Stream model = storage.OpenRead(job.Model);
        TaggingWork work = new(job, Hash.OfContent(model));
        model.Position = 0;
        if (storage.Stamp(work.ModelPath) is null) storage.Write(work.ModelPath, model.CopyTo);
        var inputs = job.Inputs.Select(path => $"{path} {PartPlan.StampOf(path, storage)}");
        return (Hash.Of([.. inputs, work.ModelHash, job.Output, job.TextColumnName ?? "", job.Field, $"{job.NullIsEmpty}"]), work);
    }
}
