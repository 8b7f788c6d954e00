using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Trains word vectors on a cluster.</summary>
public static class WordVectorsClientExtensions
{
    /// <summary>Trains word vectors on the silos of a cluster, and completes when they are trained.</summary>
    /// <remarks>
    /// The vectors are bit for bit those that one machine makes with the same <see cref="WordVectorsJob.Options"/> on the same kind of
    /// processor, even if silos or this client are killed in the meantime: only what a lost silo was working on is done again. The words
    /// are divided into parts, and the pairs of words of a stretch of the text into a bucket for each two parts; a silo trains a bucket
    /// that shares no part with those that others are training (Gemulla et al. 2011, "Large-Scale Matrix Factorization with Distributed
    /// Stochastic Gradient Descent"; Lerer et al. 2019, "PyTorch-BigGraph"); parts are files that all silos see. The job goes on without
    /// the client: the same call waits for the same job, and does nothing if the output exists and the inputs have not changed.
    /// </remarks>
    /// <param name="client">The cluster.</param>
    /// <param name="job">What is to be trained.</param>
    /// <param name="progress">Receives progress reports, or null.</param>
    /// <param name="cancellationToken">Cancels the job. What was done is kept and used when the job is run again.</param>
    /// <returns>The outcome: completed or failed.</returns>
    /// <exception cref="ArgumentException">A setting does not apply to a cluster; the message names it.</exception>
    /// <exception cref="FileNotFoundException">An input is missing.</exception>
    /// <exception cref="FormatException">The name of a file does not say its format, or an input is empty.</exception>
    /// <exception cref="OperationCanceledException">The job was cancelled, here or elsewhere.</exception>
    public static async Task<WordVectorsStatus> TrainWordVectorsAsync(
        this IClusterClient client, WordVectorsJob job, IProgress<WordVectorsStatus>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(job);
        Check(job);
        ISharedStorage storage = client.ServiceProvider.GetService<ISharedStorage>() ?? new SharedFiles();
        WordVectorsWork work = await Task.Run(() => Prepare(job, storage), cancellationToken).ConfigureAwait(false);
        return await Patience.RunAsync(client.GetGrain<IWordVectorsJobGrain>(work.Id), work, progress, cancellationToken)
            .ConfigureAwait(false);
    }

    private static void Check(WordVectorsJob job)
    {
        Word2VecOptions options = job.Options;
        Refuse(options.Architecture != Word2VecArchitecture.SkipGram, nameof(options.Architecture), "a cluster trains skip-gram");
        Refuse(options.InitialVectors is not null, nameof(options.InitialVectors), "a cluster begins with random vectors");
        Refuse(options.CheckpointPath is not null, nameof(options.CheckpointPath), "a cluster keeps what it has done in any case");
        Refuse(options.PartsFolder is not null, nameof(options.PartsFolder), "a cluster keeps parts in a folder beside the output");
        Refuse(options.MaxVocabularySize is not null, nameof(options.MaxVocabularySize),
            $"silos count in parallel; {nameof(options.MinCount)} and {nameof(options.MaxFinalVocabulary)} bound what gets a vector");

        void Refuse(bool isWrong, string option, string why)
        {
            if (isWrong) throw new ArgumentException($"Leave out {nameof(Word2VecOptions)}.{option}: {why}.", nameof(job));
        }
    }

    private static WordVectorsWork Prepare(WordVectorsJob job, ISharedStorage storage) => new(
        Path.GetFullPath(job.Output),
        PartPlan.Of([.. job.Inputs.Select(Path.GetFullPath)], job.PartBytes, storage),
        job.Field,
        job.NullIsEmpty,
        job.SplitAtSpaces,
        // the number of threads is each silo's own
        JsonSerializer.Serialize(job.Options with { NumberOfThreads = 1 }));
}
