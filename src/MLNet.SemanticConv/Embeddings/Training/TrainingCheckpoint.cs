using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>
/// The state of a run after an epoch, in a file: what the run is (its fingerprint), the epoch, the words read and both matrices. Random
/// numbers need not be kept, for each epoch draws its own.
/// </summary>
internal sealed class TrainingCheckpoint(string path, TrainingSetup setup)
{
    private const ulong Format = 0x31305632_57435331;

    private readonly ulong _fingerprint = Fingerprint(setup);

    /// <summary>Puts the matrices back as they were; returns the epochs and words done, or null where there is no file.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder of the file is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    /// <exception cref="InvalidDataException">The file is of another run, or damaged.</exception>
    public (int Epochs, long Words)? Restore()
    {
        AtomicFile.CheckWritable(path);   // better said now than after the first epoch
        if (!File.Exists(path)) return null;
        using var file = File.OpenRead(path);
        using var reader = new BinaryReader(file);
        const int HeaderLength = 28;
        long length = HeaderLength + (2L * setup.Vocabulary.Size * setup.Options.Dimensions * sizeof(float));
        if (file.Length != length || reader.ReadUInt64() != Format || reader.ReadUInt64() != _fingerprint)
            throw new InvalidDataException(
                $"'{path}' is not a checkpoint of a run with these settings on this text. Delete it to start anew, or name another file.");
        var done = (reader.ReadInt32(), reader.ReadInt64());
        foreach (var matrix in new[] { setup.Inputs, setup.Outputs })
            for (int i = 0; i < setup.Vocabulary.Size; i++) file.ReadExactly(MemoryMarshal.AsBytes(matrix.Vector(i)));
        return done;
    }

    public void Save(int epochs, long words) => AtomicFile.Write(path, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Format);
        writer.Write(_fingerprint);
        writer.Write(epochs);
        writer.Write(words);
        foreach (var matrix in new[] { setup.Inputs, setup.Outputs })
            for (int i = 0; i < setup.Vocabulary.Size; i++) writer.Write(MemoryMarshal.AsBytes(matrix.Vector(i)));
    });

    // All that decides what comes out, but for the number of threads and the instruction set, which may change between two machines.
    private static ulong Fingerprint(TrainingSetup setup)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // As JSON: a record's own text depends on the culture.
        var decisive = setup.Options with { NumberOfThreads = 1, Simd = null, CheckpointPath = null, InitialVectors = null };
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(decisive));
        foreach (string word in setup.Vocabulary.Words)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(word + '\n'));
            if (setup.Options.InitialVectors is { } given && given.TryGetIndex(word, out int known))
                hash.AppendData(MemoryMarshal.AsBytes(given[known]));
        }
        hash.AppendData(MemoryMarshal.AsBytes(setup.Vocabulary.Counts.AsSpan()));
        hash.AppendData(BitConverter.GetBytes(setup.Vocabulary.CorpusWords));
        return BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset());
    }
}
