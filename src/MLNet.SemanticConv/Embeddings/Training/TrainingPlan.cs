namespace MLNet.SemanticConv;

/// <summary>What a run is, but for the vectors that it trains: the settings, the vocabulary and all that follows from them.</summary>
internal class TrainingPlan
{
    public TrainingPlan(Word2VecOptions options, Vocabulary vocabulary)
    {
        (Options, Vocabulary) = (options, vocabulary);
        if ((long)vocabulary.Size * options.Dimensions > Array.MaxLength)
            throw new InvalidOperationException(
                $"{vocabulary.Size} words of {options.Dimensions} dimensions are more numbers than an array holds: raise "
                + $"{nameof(Word2VecOptions)}.{nameof(options.MinCount)}, "
                + $"or set {nameof(options.MaxFinalVocabulary)} to {Array.MaxLength / options.Dimensions} or less.");
        Kernels = Word2VecKernels.Create(options.Simd ?? SimdLevels.Widest);
        Stride = (options.Dimensions + Kernels.Width - 1) / Kernels.Width * Kernels.Width;
        KeepThresholds = SubSampling.Thresholds(vocabulary, options.Sample);
        double[] noise = Array.ConvertAll(vocabulary.Counts, count => Math.Pow(count, options.NegativeExponent));
        double[] kept = [.. vocabulary.Counts.Zip(KeepThresholds, (count, threshold) => count * (threshold / (double)uint.MaxValue))];
        Partition = new(kept, noise, options.Architecture == Word2VecArchitecture.Cbow ? options.NumberOfThreads : options.Parts);
        Negatives = new NegativeSampler[Partition.Parts];
        for (int part = 0; part < Negatives.Length; part++)
            Negatives[part] = new(Array.ConvertAll(Partition.Words(part).ToArray(), word => noise[word]));
        Schedule = new(options.LearningRate, options.MinLearningRate, vocabulary.CorpusWords * options.Epochs);
    }

    public Word2VecOptions Options { get; }

    public Vocabulary Vocabulary { get; }

    public Word2VecKernels Kernels { get; }

    public uint[] KeepThresholds { get; }

    /// <summary>Which words are in which part.</summary>
    public Partition Partition { get; }

    /// <summary>The noise of each part.</summary>
    public NegativeSampler[] Negatives { get; }

    public LearningRateSchedule Schedule { get; }

    /// <summary>The floats of a row, its padding to whole registers included.</summary>
    public int Stride { get; }

    /// <summary>
    /// Gives a part of the word vectors their first values: uniform in ±1/(2d), as in the original, where none are given. Each word draws
    /// its own numbers, whatever part it is in. The outputs begin at 0.
    /// </summary>
    public void Initialize(ParameterMatrix inputs, int part)
    {
        var words = Partition.Words(part);
        for (int i = 0; i < words.Length; i++)
        {
            var random = new RandomBits(Options.Seed, epoch: 0, words[i]);
            var row = inputs[i];
            foreach (ref float value in row) value = (random.NextSingle() - 0.5f) / Options.Dimensions;
            if (Options.InitialVectors is { } given && given.TryGetIndex(Vocabulary.Words[words[i]], out int known))
                given[known].CopyTo(row);
        }
    }
}
