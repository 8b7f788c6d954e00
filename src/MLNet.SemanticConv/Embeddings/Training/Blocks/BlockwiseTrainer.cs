namespace MLNet.SemanticConv;

/// <summary>
/// Skip-gram by blocks that share no row (Gemulla et al. 2011, "Large-Scale Matrix Factorization with Distributed Stochastic Gradient
/// Descent"; Lerer et al. 2019, "PyTorch-BigGraph"): the words are dealt out to P parts, the pairs of a stretch of the corpus to P × P
/// buckets.
/// </summary>
internal sealed class BlockwiseTrainer : EpochTrainer
{
    private readonly TrainingSetup _setup;
    private readonly TrainingClock _clock;
    private readonly BlockWorker[] _workers;

    public BlockwiseTrainer(TrainingSetup setup, TrainingClock clock)
    {
        (_setup, _clock) = (setup, clock);
        _workers = new BlockWorker[setup.Options.NumberOfThreads];
        for (int i = 0; i < _workers.Length; i++) _workers[i] = new(setup);
    }

    public override float MeanLoss => (float)(_workers.Sum(worker => worker.Loss.Sum) / _workers.Sum(worker => worker.Loss.Terms));

    public override void Train(int epoch, ITextSource source, Action report)
    {
        var schedule = new EpochSchedule(_setup, epoch, _clock);
        Concurrently.Run(_workers.Length, worker => _workers[worker].Work(source, schedule, report), schedule.Stop);
    }

    public override void Dispose()
    {
        foreach (var worker in _workers) worker.Dispose();
    }
}
