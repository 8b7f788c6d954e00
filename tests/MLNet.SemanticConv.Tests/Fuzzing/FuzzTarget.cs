using System.IO.Compression;
using MLNet.SemanticConv.Tests.Files.ModelArchives;

namespace MLNet.SemanticConv.Tests.Fuzzing;

/// <summary>A reader of files and a valid file for it to begin from.</summary>
/// <param name="Name">What is read.</param>
/// <param name="Valid">A small valid file.</param>
/// <param name="Read">Reads one; the exceptions of <see cref="IsDocumented"/> are answers, all others are bugs.</param>
/// <param name="Change">Damages the valid file.</param>
internal sealed record FuzzTarget(string Name, byte[] Valid, Action<byte[]> Read, Func<Mutator, byte[], byte[]> Change)
{
    /// <summary>The bytes that reading one input may allocate, however large it claims to be.</summary>
    public const long MaximumBytes = 64 << 20;

    private static readonly string s_scratch = Path.Combine(Path.GetTempPath(), $"semconv-fuzz-{Environment.ProcessId}");

    public override string ToString() => Name;

    /// <summary>What the readers are documented to throw.</summary>
    public static bool IsDocumented(Exception exception) => exception is FormatException or InvalidDataException or EndOfStreamException;

    /// <summary>All formats that come from outside.</summary>
    /// <param name="folder">Holds what a version of the library wrote: linear.zip, trees.zip, vectors.txt, vectors.wv.</param>
    public static FuzzTarget[] All(string folder)
    {
        byte[] Of(string name) => File.ReadAllBytes(Path.Combine(folder, name));
        using var vectors = WordVectors.Load(Path.Combine(folder, "vectors.txt"));
        string[] words = [.. vectors.Words];
        var matrix = CorrelationMatrix.Build(words, vectors, CorrelationOptions.Default);
        return
        [
            Plain("vectors, text", Of("vectors.txt"), ".txt", path => WordVectors.Load(path).Dispose()),
            Plain("vectors, binary", Saved(".bin", path => vectors.Save(path)), ".bin", path => WordVectors.Load(path).Dispose()),
            Plain("vectors, text without sizes", Of("vectors.txt")[(Array.IndexOf(Of("vectors.txt"), (byte)'\n') + 1)..], ".txt", Lenient),
            Plain("vectors, binary in gzip", Saved(".bin", path => vectors.Save(path)), ".bin.gz", Lenient) with { Change = ChangePacked },
            Plain("vectors, text in gzip", Of("vectors.txt"), ".txt.gz", Lenient) with { Change = ChangePacked },
            Plain("vectors, mapped", Of("vectors.wv"), ".wv", path => WordVectors.Load(path).Dispose()),
            Plain("matrix, Matrix Market", Saved(".mtx", matrix.WriteMatrixMarket), ".mtx",
                path => CorrelationMatrix.ReadMatrixMarket(path, words)),
            new("matrix, binary", Binary(matrix), bytes => CorrelationMatrix.Read(new BinaryReader(new MemoryStream(bytes))),
                (mutator, bytes) => mutator.Mutate(bytes)),
            Plain("model, the file", Of("linear.zip"), ".zip",
                path => TextTagger.Load(path, maximumBytes: MaximumBytes).Tag("a rude waiter")),
            // with the right checksums, as an attacker would write them
            Parts("model, linear, its parts", Of("linear.zip")),
            Parts("model, trees, its parts", Of("trees.zip")),
        ];
    }

    private static void Lenient(string path)
        => WordVectors.Load(path, UnicodeErrors.Ignore, keepFirstOfDuplicates: true).Dispose();

    // Damage goes to what is packed and to the packed bytes by turns.
    private static byte[] ChangePacked(Mutator mutator, byte[] content)
    {
        bool isInside = mutator.Next(2) == 0;
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(isInside ? mutator.Mutate(content) : content);
        return isInside ? packed.ToArray() : mutator.Mutate(packed.ToArray());
    }

    private static FuzzTarget Plain(string name, byte[] valid, string extension, Action<string> read)
    {
        void Read(byte[] bytes)
        {
            string path = s_scratch + extension;
            File.WriteAllBytes(path, bytes);
            read(path);
        }
        return new(name, valid, Read, (mutator, bytes) => mutator.Mutate(bytes));
    }

    private static FuzzTarget Parts(string name, byte[] valid)
        => Plain(name, valid, ".zip", path => TextTagger.Load(path, maximumBytes: MaximumBytes, acceptedParts: AcceptedParts.Checked))
            with
        { Change = ChangePart };

    // half of the changes keep the header of the part right, so that what it holds is reached
    private static byte[] ChangePart(Mutator mutator, byte[] model)
    {
        var zip = ModelZip.Read(model);
        int chosen = mutator.Next(zip.Entries.Count);
        var (name, content) = zip.Entries[chosen];
        zip.Entries[chosen] = (name, mutator.Next(2) == 0 && ModelZip.LoaderOf(content) is not null
            ? ModelZip.WithModel(content, mutator.Mutate(ModelZip.ModelOf(content)))
            : mutator.Mutate(content));
        return zip.ToArray();
    }

    private static byte[] Saved(string extension, Action<string> save)
    {
        string path = s_scratch + extension;
        save(path);
        return File.ReadAllBytes(path);
    }

    private static byte[] Binary(CorrelationMatrix matrix)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        matrix.Write(writer);
        writer.Flush();
        return stream.ToArray();
    }
}
