using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>What the workers of a run on one machine share: the plan and the two matrices that are trained.</summary>
internal sealed class TrainingSetup : TrainingPlan, IDisposable
{
    private const int WordsPerMapping = 1 << 16;

    public TrainingSetup(Word2VecOptions options, Vocabulary vocabulary) : base(options, vocabulary)
    {
        CheckRoom();
        Inputs = new(Partition, options.Dimensions, Kernels.Width, PartName("inputs"));
        Outputs = new(Partition, options.Dimensions, Kernels.Width, PartName("outputs"));
        for (int part = 0; part < Partition.Parts; part++)
        {
            var inputs = Inputs.Take(part);
            Initialize(inputs, part);
            Inputs.GiveBack(inputs);
        }
    }

    /// <summary>The word vectors, V × d.</summary>
    public PartedMatrix Inputs { get; }

    /// <summary>The vectors of words as targets, V × d, which are thrown away in the end.</summary>
    public PartedMatrix Outputs { get; }

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
        long bytes = 3L * Vocabulary.Size * (Options.Dimensions + 16) * sizeof(float);
        long free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (free < bytes)
            throw new IOException(
                $"{nameof(Options.PartsFolder)} '{folder}' has room for {free} bytes, where {Vocabulary.Size} words of "
                + $"{Options.Dimensions} dimensions take up to {bytes}: free some, or raise "
                + $"{nameof(Word2VecOptions)}.{nameof(Options.MinCount)}.");
    }

    private string? PartName(string matrix) => Options.PartsFolder is { } folder ? Path.Combine(folder, $"{matrix}.part") : null;
}
