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
        CheckFolder();
        var encoded = CountWords();
        using var setup = new TrainingSetup(options, encoded.Vocabulary);
        var checkpoint = options.CheckpointPath is { } path ? new TrainingCheckpoint(path, setup) : null;
        var (epochsDone, wordsDone) = checkpoint?.Restore() ?? (0, 0);
        var clock = new TrainingClock(setup.Schedule, wordsDone);
        var reporter = new ProgressReporter(progress, options.Epochs, setup.Schedule.TotalWords);
        using var trainer = EpochTrainer.Create(setup, clock);
        for (int epoch = epochsDone + 1; epoch <= options.Epochs; epoch++)
        {
            TrainEpoch(epoch, encoded, trainer, clock, reporter);
            checkpoint?.Save(epoch, clock.WordsDone);
        }
        return setup.TakeVectors();
    }

    private void CheckFolder()
    {
        if (options.PartsFolder is not { } folder) return;
        if (options.Architecture == Word2VecArchitecture.Cbow || options.CheckpointPath is not null)
            throw new InvalidOperationException(
                $"{nameof(options.PartsFolder)} is for skip-gram without a {nameof(options.CheckpointPath)}: leave one of them out.");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The folder '{folder}' of {nameof(options.PartsFolder)} does not exist.");
    }

    private EncodedCorpus CountWords()
    {
        // Which words a bounded count forgets depends on the order of the text: one thread reads it then.
        var counters = new VocabularyCounter[options.MaxVocabularySize is null ? options.NumberOfThreads : 1];
        long maxKept = options.PartsFolder is null ? options.MaxKeptWords / counters.Length : 0;
        for (int i = 0; i < counters.Length; i++) counters[i] = new(options.MaxVocabularySize ?? int.MaxValue, maxKept);
        var reporter = new ProgressReporter(progress, options.Epochs, wordsTotal: 0);
        void Report(bool always = false)
            => reporter.Report(epoch: 0, counters.Sum(counter => counter.CorpusWords), learningRate: 0, float.NaN, always);
        using var reader = corpus.Open();
        var source = new BlockSource(reader);
        void Count(int worker)
        {
            var block = new CorpusBlock();
            while (source.Read(block))
            {
                cancellationToken.ThrowIfCancellationRequested();
                counters[worker].Count(block.Bytes, corpus.Delimiters, block.Number);
                Report();
            }
        }
        Concurrently.Run(counters.Length, Count, source.Stop);
        var vocabulary = VocabularyCounter.Merge(counters)
            .Build(options.MinCount, options.MaxFinalVocabulary ?? int.MaxValue, corpus.Name);
        Report(always: true);
        return new(corpus, counters, vocabulary);
    }

    private void TrainEpoch(int epoch, EncodedCorpus encoded, EpochTrainer trainer, TrainingClock clock, ProgressReporter reporter)
    {
        long before = clock.WordsDone;
        void Report(bool always) => reporter.Report(epoch, clock.WordsDone, clock.LearningRate, trainer.MeanLoss, always);
        using var source = encoded.Open();
        trainer.Train(epoch, source, () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            Report(always: false);
        });
        if (clock.WordsDone == before)
            throw new InvalidOperationException(
                $"Epoch {epoch} found no words where the vocabulary pass found some: the sentences must be enumerable several times.");
        Report(always: true);
    }
}
