namespace MLNet.SemanticConv;

/// <summary>
/// CBOW: threads that share both matrices without locks (Niu et al. 2011, "Hogwild!"), for the mean of a window has words of all parts.
/// Each draws its negative samples from a part of the words, another one in each epoch, so that two seldom change the same output vector at
/// a time.
/// </summary>
internal sealed class SharedTrainer : EpochTrainer
{
    private readonly CbowTrainer[] _workers;

    public SharedTrainer(TrainingSetup setup, TrainingClock clock)
    {
        _workers = new CbowTrainer[setup.Options.NumberOfThreads];
        for (int i = 0; i < _workers.Length; i++) _workers[i] = new(setup, clock);
    }

    public override float MeanLoss => (float)(_workers.Sum(worker => worker.Loss.Sum) / _workers.Sum(worker => worker.Loss.Terms));

    public override void Train(int epoch, ITextSource source, Action report)
    {
        for (int i = 0; i < _workers.Length; i++) _workers[i].Begin(epoch, i);
        void Work(int worker)
        {
            var text = new EncodedText();
            while (source.Read(text))
            {
                _workers[worker].Train(text);
                report();
            }
        }
        Concurrently.Run(_workers.Length, Work, source.Stop);
    }

    public override void Dispose()
    {
        foreach (var worker in _workers) worker.Dispose();
    }
}
