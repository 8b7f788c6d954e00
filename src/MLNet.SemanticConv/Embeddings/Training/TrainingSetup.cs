using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>What the workers of a run share: the settings, the vocabulary and the two matrices that are trained.</summary>
internal sealed class TrainingSetup : IDisposable
{
    public TrainingSetup(Word2VecOptions options, Vocabulary vocabulary)
    {
        (Options, Vocabulary) = (options, vocabulary);
        if ((long)vocabulary.Size * options.Dimensions > Array.MaxLength)
            throw new InvalidOperationException(
                $"{vocabulary.Size} words of {options.Dimensions} dimensions are more numbers than an array holds: raise {nameof(options.MinCount)}, "
                + $"or set {nameof(options.MaxFinalVocabulary)} to {Array.MaxLength / options.Dimensions} or less.");
        Kernels = Word2VecKernels.Create(options.Simd ?? SimdLevels.Widest);
        KeepThresholds = SubSampling.Thresholds(vocabulary, options.Sample);
        Negatives = new(vocabulary.Counts, options.NegativeExponent, options.Threads);
        Schedule = new(options.LearningRate, options.MinLearningRate, vocabulary.CorpusWords * options.Epochs);
        Inputs = new(vocabulary.Size, options.Dimensions, Kernels.Width);
        Outputs = new(vocabulary.Size, options.Dimensions, Kernels.Width);
        InitializeInputs();
    }

    public Word2VecOptions Options { get; }

    public Vocabulary Vocabulary { get; }

    public Word2VecKernels Kernels { get; }

    public uint[] KeepThresholds { get; }

    public NegativeSampler Negatives { get; }

    public LearningRateSchedule Schedule { get; }

    /// <summary>The word vectors, V × d.</summary>
    public ParameterMatrix Inputs { get; }

    /// <summary>The vectors of words as targets, V × d, which are thrown away in the end.</summary>
    public ParameterMatrix Outputs { get; }

    /// <summary>The trained vectors. Frees the matrices, so that a third one fits beside what is left.</summary>
    public WordVectors TakeVectors()
    {
        Outputs.Dispose();
        int dimensions = Options.Dimensions;
        float[] matrix = GC.AllocateUninitializedArray<float>(Vocabulary.Size * dimensions);
        for (int i = 0; i < Vocabulary.Size; i++) Inputs[i].CopyTo(matrix.AsSpan(i * dimensions));
        Inputs.Dispose();
        return new(Vocabulary.Words, matrix, dimensions);
    }

    public void Dispose()
    {
        Inputs.Dispose();
        Outputs.Dispose();
    }

    // Uniform in ±1/(2d), as in the original; the outputs begin at 0. A given vector takes its draws too: the others stay the same.
    private void InitializeInputs()
    {
        var random = new RandomBits(Options.Seed, epoch: 0, worker: 0);
        for (int i = 0; i < Inputs.Rows; i++)
        {
            var row = Inputs[i];
            foreach (ref float value in row) value = (random.NextSingle() - 0.5f) / Options.Dimensions;
            if (Options.InitialVectors is { } given && given.TryGetIndex(Vocabulary.Words[i], out int known)) given[known].CopyTo(row);
        }
    }
}
