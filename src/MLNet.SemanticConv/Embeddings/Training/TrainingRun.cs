namespace MLNet.SemanticConv;

/// <summary>One run over a corpus: the vocabulary, then the epochs.</summary>
internal sealed class TrainingRun(
    Word2VecOptions options, ICorpus corpus, IProgress<Word2VecProgress>? progress, CancellationToken cancellationToken)
{
    public WordVectors Train()
    {
        if (options.InitialVectors is { } given && given.Dimensions != options.Dimensions)
            throw new InvalidOperationException(
                $"{nameof(options.InitialVectors)} have {given.Dimensions} dimensions, not {options.Dimensions}.");
        var vocabulary = CountWords();
        using var setup = new TrainingSetup(options, vocabulary);
        var checkpoint = options.CheckpointPath is { } path ? new TrainingCheckpoint(path, setup) : null;
        var (epochsDone, wordsDone) = checkpoint?.Restore() ?? (0, 0);
        var clock = new TrainingClock(setup.Schedule, wordsDone);
        var reporter = new ProgressReporter(progress, Word2VecPhase.Training, options.Epochs, setup.Schedule.TotalWords);
        var workers = new BlockTrainer[options.Threads];
        try
        {
            for (int i = 0; i < workers.Length; i++) workers[i] = new(setup, clock);
            for (int epoch = epochsDone + 1; epoch <= options.Epochs; epoch++)
            {
                TrainEpoch(epoch, workers, clock, reporter);
                checkpoint?.Save(epoch, clock.WordsDone);
            }
        }
        finally
        {
            foreach (var worker in workers) worker?.Dispose();
        }
        return setup.TakeVectors();
    }

    private Vocabulary CountWords()
    {
        // Which words a bounded count forgets depends on the order of the text: one thread reads it then.
        var counters = new VocabularyCounter[options.MaxVocabularySize is null ? options.Threads : 1];
        for (int i = 0; i < counters.Length; i++) counters[i] = new(options.MaxVocabularySize ?? int.MaxValue);
        var reporter = new ProgressReporter(progress, Word2VecPhase.Vocabulary, options.Epochs, wordsTotal: 0);
        void Report(bool always = false)
            => reporter.Report(epoch: 0, counters.Sum(counter => counter.CorpusWords), learningRate: 0, float.NaN, always);
        ReadCorpus(counters.Length, (worker, block) =>
        {
            counters[worker].Count(block.Bytes, corpus.Delimiters, block.Number);
            Report();
        });
        var vocabulary = VocabularyCounter.Merge(counters).Build(options.MinCount, options.MaxFinalVocabulary ?? int.MaxValue);
        Report(always: true);
        return vocabulary;
    }

    private void TrainEpoch(int epoch, BlockTrainer[] workers, TrainingClock clock, ProgressReporter reporter)
    {
        long before = clock.WordsDone;
        void Report(bool always = false) => reporter.Report(epoch, clock.WordsDone, clock.LearningRate, MeanLoss(workers), always);
        for (int i = 0; i < workers.Length; i++) workers[i].Begin(epoch, i);
        ReadCorpus(workers.Length, (worker, block) =>
        {
            workers[worker].Train(block.Bytes, corpus.Delimiters);
            Report();
        });
        if (clock.WordsDone == before)
            throw new InvalidOperationException(
                $"Epoch {epoch} found no words where the vocabulary pass found some: the sentences must be enumerable several times.");
        Report(always: true);
    }

    /// <summary>Reads the corpus once; each of several workers takes one block of it after another.</summary>
    private void ReadCorpus(int workers, Action<int, CorpusBlock> work)
    {
        using var reader = corpus.Open();
        var source = new BlockSource(reader);
        void Work(int worker)
        {
            var block = new CorpusBlock();
            while (source.Read(block))
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(worker, block);
            }
        }
        Concurrently.Run(workers, Work, source.Stop);
    }

    private static float MeanLoss(BlockTrainer[] workers)
    {
        var (sum, terms) = (0.0, 0L);
        foreach (var worker in workers) (sum, terms) = (sum + worker.Loss.Sum, terms + worker.Loss.Terms);
        return (float)(sum / terms);
    }
}
