namespace MLNet.SemanticConv;

/// <summary>Trains on the whole corpus once, then again.</summary>
internal abstract class EpochTrainer : IDisposable
{
    /// <summary>The mean of the sampled losses of the epoch.</summary>
    public abstract float MeanLoss { get; }

    /// <summary>The trainer that the options ask for.</summary>
    public static EpochTrainer Create(TrainingSetup setup, TrainingClock clock)
        => setup.Options.Architecture == Word2VecArchitecture.Cbow ? new SharedTrainer(setup, clock) : new BlockwiseTrainer(setup, clock);

    /// <summary>Reads the corpus and trains on it, with as many threads as the options say.</summary>
    /// <param name="epoch">The number of the epoch, from 1.</param>
    /// <param name="source">Hands out the corpus from its beginning.</param>
    /// <param name="report">Is called every few milliseconds by each thread; may throw.</param>
    public abstract void Train(int epoch, ITextSource source, Action report);

    public abstract void Dispose();
}
