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
        var vectors = setup.TakeVectors();
        checkpoint?.Delete();
        return vectors;
    }

    private Vocabulary CountWords()
    {
        var counter = new VocabularyCounter(options.MaxVocabularySize ?? int.MaxValue);
        var reporter = new ProgressReporter(progress, Word2VecPhase.Vocabulary, options.Epochs, wordsTotal: 0);
        var block = new CorpusBlock();
        using var reader = corpus.Open();
        while (reader.Read(block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            counter.Count(block.Bytes, corpus.Delimiters);
            reporter.Report(epoch: 0, counter.CorpusWords, learningRate: 0, float.NaN);
        }
        var vocabulary = counter.Build(options.MinCount, options.MaxFinalVocabulary ?? int.MaxValue);
        reporter.Report(epoch: 0, counter.CorpusWords, learningRate: 0, float.NaN, always: true);
        return vocabulary;
    }

    private void TrainEpoch(int epoch, BlockTrainer[] workers, TrainingClock clock, ProgressReporter reporter)
    {
        long before = clock.WordsDone;
        using (var reader = corpus.Open())
        {
            var source = new BlockSource(reader);
            void Work(int worker)
            {
                workers[worker].Begin(epoch, worker);
                var block = new CorpusBlock();
                while (source.Read(block))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    workers[worker].Train(block.Bytes, corpus.Delimiters);
                    reporter.Report(epoch, clock.WordsDone, clock.LearningRate, MeanLoss(workers));
                }
            }
            Concurrently.Run(workers.Length, Work, source.Stop);
        }
        if (clock.WordsDone == before)
            throw new InvalidOperationException(
                $"Epoch {epoch} found no words where the vocabulary pass found some: the sentences must be enumerable several times.");
        reporter.Report(epoch, clock.WordsDone, clock.LearningRate, MeanLoss(workers), always: true);
    }

    private static float MeanLoss(BlockTrainer[] workers)
    {
        var (sum, terms) = (0.0, 0L);
        foreach (var worker in workers) (sum, terms) = (sum + worker.Loss.Sum, terms + worker.Loss.Terms);
        return (float)(sum / terms);
    }
}
