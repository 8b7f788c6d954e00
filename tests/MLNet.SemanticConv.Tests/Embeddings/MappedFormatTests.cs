using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace MLNet.SemanticConv.Tests.Embeddings;

public sealed class MappedFormatTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);

    private byte[] Golden()
    {
        GoldenVectors.Create().Save(PathOf("golden.wv"));
        return File.ReadAllBytes(PathOf("golden.wv"));
    }

    private InvalidDataException Refused(byte[] content)
    {
        File.WriteAllBytes(PathOf("bad.wv"), content);
        var exception = Assert.Throws<InvalidDataException>(() => WordVectors.Load(PathOf("bad.wv")));
        Assert.Contains(PathOf("bad.wv"), exception.Message, StringComparison.Ordinal);
        return exception;
    }

    [Fact]
    public void What_is_mapped_equals_what_was_saved_to_the_bit()
    {
        Golden();
        using var vectors = WordVectors.Load(PathOf("golden.wv"));
        Assert.Equal(GoldenVectors.Words, vectors.Words);
        Assert.Equal(GoldenVectors.Bits, MemoryMarshal.Cast<float, uint>(vectors.Matrix.Span).ToArray());
        Assert.Equal(GoldenVectors.Create().MostSimilar(GoldenVectors.Words[0]), vectors.MostSimilar(GoldenVectors.Words[0]));
    }

    [Fact]
    public void The_bytes_are_those_of_the_description()
    {
        using var vectors = new WordVectors(["new york", "é", ""], new float[] { 1, 2, 3, 4, 5, 6 }, 2);
        vectors.Save(PathOf("v.wv"));
        byte[] bytes = File.ReadAllBytes(PathOf("v.wv"));

        Assert.Equal([.. "SEMCONVV"u8, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0], bytes[..32]);
        Assert.Equal([8, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, .. "new yorké"u8], bytes[64..86]);
        Assert.Equal([1f, 2, 3, 4, 5, 6], MemoryMarshal.Cast<byte, float>(bytes.AsSpan(128)).ToArray());
        using var mapped = WordVectors.Load(PathOf("v.wv"));
        Assert.Equal(["new york", "é", ""], mapped.Words);
        Assert.Equal([3f, 4], mapped["é"].ToArray());
    }

    [Fact]
    public void Loading_takes_no_memory_for_the_matrix()
    {
        const int Count = 100, Dimensions = 100_000;
        new WordVectors([.. Enumerable.Range(0, Count).Select(i => $"w{i}")], new float[Count * Dimensions],
            Dimensions).Save(PathOf("large.wv"));
        long before = GC.GetAllocatedBytesForCurrentThread();
        using var vectors = WordVectors.Load(PathOf("large.wv"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Equal(Dimensions, vectors["w99"].Length);
    }

    [Fact]
    public unsafe void The_matrix_begins_at_a_multiple_of_64_bytes()
    {
        for (int count = 0; count < 20; count++)
        {
            new WordVectors([.. Enumerable.Range(0, count).Select(i => new string('w', i))], new float[count], 1).Save(PathOf("v.wv"));
            using var vectors = WordVectors.Load(PathOf("v.wv"));
            using var pin = vectors.Matrix.Pin();
            Assert.Equal(0, (nint)pin.Pointer % 64);
            Assert.Equal(count, vectors.Count);
        }
    }

    [Fact]
    public void A_file_of_another_length_is_refused_before_anything_is_read()
    {
        byte[] whole = Golden();
        for (int length = 8; length < whole.Length; length++)
            Assert.Contains("truncated", Refused(whole[..length]).Message, StringComparison.Ordinal);
        Assert.Contains("truncated or damaged", Refused([.. whole, 0]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_any_byte_before_the_matrix_is_found()
    {
        byte[] whole = Golden();
        int vocabulary = 64 + (4 * GoldenVectors.Words.Length) + GoldenVectors.Words.Sum(Encoding.UTF8.GetByteCount);
        foreach (int i in Enumerable.Range(8, 32).Concat(Enumerable.Range(64, vocabulary - 64)))
        {
            byte[] changed = [.. whole];
            changed[i] ^= 1;
            Refused(changed);
        }
    }

    [Theory]
    [InlineData(long.MaxValue, int.MaxValue, long.MaxValue)]
    [InlineData(1L << 33, 1, 0)]
    [InlineData(1 << 20, 1 << 20, 0)]
    [InlineData(1 << 29, 1, 0)]
    [InlineData(-1, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 1, -1)]
    public void Sizes_that_the_file_cannot_have_take_no_memory(long count, int dimensions, long textLength)
    {
        byte[] header = new byte[200];
        Golden().AsSpan(0, 64).CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), dimensions);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), count);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), textLength);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(header);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void A_later_version_is_named()
    {
        byte[] later = Golden();
        later[8] = 2;
        Assert.Contains("version 2", Refused(later).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_found_before_the_whole_matrix_is_used()
    {
        new WordVectors(["a", "b"], new float[] { 1, 2, 3, 4 }, 2).Save(PathOf("v.wv"));
        byte[] bytes = File.ReadAllBytes(PathOf("v.wv"));
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(bytes.Length - 4), float.NaN);
        File.WriteAllBytes(PathOf("v.wv"), bytes);
        using var vectors = WordVectors.Load(PathOf("v.wv"));
        Assert.Contains("'b' (row 1)",
            Assert.Throws<InvalidDataException>(() => vectors.MostSimilar("a")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => CorrelationMatrix.Build(["a", "b"], vectors));
    }

    [Fact]
    public void Vectors_that_were_disposed_say_so()
    {
        Golden();
        var vectors = WordVectors.Load(PathOf("golden.wv"));
        vectors.Dispose();
        vectors.Dispose();
        Assert.Contains("golden.wv", Assert.Throws<ObjectDisposedException>(() => vectors[0].Length).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => vectors.Matrix.Pin());
    }

    [UnixFact]
    public void A_span_outlives_the_vectors_that_nobody_holds()
    {
        Golden();
        for (int i = 0; i < 3; i++)
        {
            var row = WordVectors.Load(PathOf("golden.wv"))[0];
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            Assert.Equal(GoldenVectors.Create()[0].ToArray(), row.ToArray());
        }
    }

    [UnixFact]
    public void A_file_may_be_replaced_while_it_is_mapped()
    {
        Golden();
        using var vectors = WordVectors.Load(PathOf("golden.wv"));
        new WordVectors(["a"], new float[] { 1 }, 1).Save(PathOf("golden.wv"));
        Assert.Equal(GoldenVectors.Create()[0].ToArray(), vectors[0].ToArray());
    }

    [Fact]
    public void A_compressed_file_is_refused_with_advice()
    {
        byte[] whole = Golden();
        using (var zip = new GZipStream(File.Create(PathOf("v.wv.gz")), CompressionLevel.Fastest)) zip.Write(whole);
        Assert.Contains("unpack it",
            Assert.Throws<FormatException>(() => WordVectors.Load(PathOf("v.wv.gz"))).Message, StringComparison.Ordinal);
    }
}
