using Microsoft.Extensions.DependencyInjection;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Lets a client have files tagged by a cluster.</summary>
public static class SemanticTaggingClientExtensions
{
    /// <summary>Tags files on the silos of a cluster, and completes when they are tagged.</summary>
    /// <remarks>
    /// The output has a line for each text, byte for byte as a single machine would write it, even if silos or this client are killed in
    /// the meantime. The job goes on without the client: the same call, from this process or another, waits for the same job, and does
    /// nothing if the output exists and neither inputs nor model have changed.
    /// </remarks>
    /// <param name="client">The cluster.</param>
    /// <param name="job">What is to be tagged.</param>
    /// <param name="progress">Receives progress reports, or null.</param>
    /// <param name="cancellationToken">Cancels the job. What was tagged is kept and used when the job is run again.</param>
    /// <returns>The outcome: completed or failed.</returns>
    /// <exception cref="FileNotFoundException">The model or an input is missing.</exception>
    /// <exception cref="FormatException">The name of a file does not say its format, or an input is empty.</exception>
    /// <exception cref="OperationCanceledException">The job was cancelled, here or elsewhere.</exception>
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
        return await Patience.RunAsync(client.GetGrain<ITaggingJobGrain>(name), work, progress, cancellationToken).ConfigureAwait(false);
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
