using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>What the workers of a run share: the settings, the vocabulary and the two matrices that are trained.</summary>
internal sealed class TrainingSetup : IDisposable
{
    private const int WordsPerMapping = 1 << 16;

    public TrainingSetup(Word2VecOptions options, Vocabulary vocabulary)
    {
        (Options, Vocabulary) = (options, vocabulary);
        if ((long)vocabulary.Size * options.Dimensions > Array.MaxLength)
            throw new InvalidOperationException(
                $"{vocabulary.Size} words of {options.Dimensions} dimensions are more numbers than an array holds: raise "
                + $"{nameof(Word2VecOptions)}.{nameof(options.MinCount)}, "
                + $"or set {nameof(options.MaxFinalVocabulary)} to {Array.MaxLength / options.Dimensions} or less.");
        Kernels = Word2VecKernels.Create(options.Simd ?? SimdLevels.Widest);
        KeepThresholds = SubSampling.Thresholds(vocabulary, options.Sample);
        double[] noise = Array.ConvertAll(vocabulary.Counts, count => Math.Pow(count, options.NegativeExponent));
        double[] kept = [.. vocabulary.Counts.Zip(KeepThresholds, (count, threshold) => count * (threshold / (double)uint.MaxValue))];
        Partition = new(kept, noise, options.Architecture == Word2VecArchitecture.Cbow ? options.NumberOfThreads : options.Parts);
        Negatives = new NegativeSampler[Partition.Parts];
        for (int part = 0; part < Negatives.Length; part++)
            Negatives[part] = new(Array.ConvertAll(Partition.Words(part).ToArray(), word => noise[word]));
        Schedule = new(options.LearningRate, options.MinLearningRate, vocabulary.CorpusWords * options.Epochs);
        CheckRoom();
        Inputs = new(Partition, options.Dimensions, Kernels.Width, PartName("inputs"));
        Outputs = new(Partition, options.Dimensions, Kernels.Width, PartName("outputs"));
        InitializeInputs();
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

    /// <summary>The word vectors, V × d.</summary>
    public PartedMatrix Inputs { get; }

    /// <summary>The vectors of words as targets, V × d, which are thrown away in the end.</summary>
    public PartedMatrix Outputs { get; }

    /// <summary>The floats of a row, its padding included.</summary>
    public int Stride => Inputs.Stride;

    /// <summary>
    /// The trained vectors. Frees the matrices, so that a third one fits beside what is left. Of parts that are files they are a mapped
    /// file beside them.
    /// </summary>
    public WordVectors TakeVectors()
    {
        Outputs.Dispose();
        int dimensions = Options.Dimensions;
        if (Options.PartsFolder is { } folder)
        {
            string path = Path.Combine(folder, "vectors.wv");
            ParameterMatrix[] parts = [];
            AtomicFile.Write(path, stream => MappedFormat.Write(stream, Vocabulary.Words, dimensions, word =>
            {
                // Mapped anew now and then: what has been read would stay in memory.
                if (word % WordsPerMapping == 0)
                {
                    foreach (var part in parts) Inputs.GiveBack(part);
                    parts = [.. Enumerable.Range(0, Partition.Parts).Select(Inputs.Take)];
                }
                return parts[Partition[word].Part][Partition[word].Row];
            }));
            foreach (var part in parts) Inputs.GiveBack(part);
            Inputs.Dispose();
            return WordVectors.Load(path);
        }
        float[] matrix = GC.AllocateUninitializedArray<float>(Vocabulary.Size * dimensions);
        for (int i = 0; i < Vocabulary.Size; i++) Inputs.Vector(i).CopyTo(matrix.AsSpan(i * dimensions));
        Inputs.Dispose();
        return new(Vocabulary.Words, matrix, dimensions);
    }

    public void Dispose()
    {
        Inputs.Dispose();
        Outputs.Dispose();
    }

    private void CheckRoom()
    {
        if (Options.PartsFolder is not { } folder) return;
        // Both matrices and the vectors. A mapped file that finds the disk full would end the process.
        long bytes = 3L * Vocabulary.Size * (Options.Dimensions + 16) * sizeof(float), free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (free < bytes)
            throw new IOException(
                $"{nameof(Options.PartsFolder)} '{folder}' has room for {free} bytes, where {Vocabulary.Size} words of {Options.Dimensions} "
                + $"dimensions take up to {bytes}: free some, or raise {nameof(Word2VecOptions)}.{nameof(Options.MinCount)}.");
    }

    private string? PartName(string matrix) => Options.PartsFolder is { } folder ? Path.Combine(folder, $"{matrix}.part") : null;

    // Uniform in ±1/(2d), as in the original; the outputs begin at 0. Each word draws its own numbers, whatever part it is in.
    private void InitializeInputs()
    {
        for (int part = 0; part < Partition.Parts; part++)
        {
            var matrix = Inputs.Take(part);
            var words = Partition.Words(part);
            for (int i = 0; i < words.Length; i++)
            {
                var random = new RandomBits(Options.Seed, epoch: 0, words[i]);
                var row = matrix[i];
                foreach (ref float value in row) value = (random.NextSingle() - 0.5f) / Options.Dimensions;
                if (Options.InitialVectors is { } given && given.TryGetIndex(Vocabulary.Words[words[i]], out int known)) given[known].CopyTo(row);
            }
            Inputs.GiveBack(matrix);
        }
    }
}
