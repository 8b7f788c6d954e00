extern alias library;

using System.IO.Compression;
using System.IO.Pipes;
using CsCheck;
using InputFile = library::MLNet.Shared.InputFile;

namespace MLNet.SemanticConv.Tests.Input;

public sealed class GzipReadStreamTests
{
    private static byte[] Pack(ReadOnlySpan<byte> content, CompressionLevel level = CompressionLevel.Optimal)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, level)) zip.Write(content);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] file, params ReadOnlySpan<int> bufferSizes)
    {
        using var stream = InputFile.Unpack(new MemoryStream(file), "given.gz");
        var content = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int i = 0; ; i++)
        {
            int read = stream.Read(buffer, 0, bufferSizes.IsEmpty ? buffer.Length : bufferSizes[i % bufferSizes.Length]);
            if (read == 0) return content.ToArray();
            content.Write(buffer, 0, read);
        }
    }

    private static byte[] Text(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next('a', 'f'))];
    }

    [Fact]
    public void Members_one_after_the_other_are_one_content_however_much_is_read_at_a_time()
        => Gen.Select(Gen.Int[0, 90_000].Array[1, 4], Gen.OneOf(Gen.Int[1, 60], Gen.Int[1, 1 << 16]).Array[1, 5])
            .Sample((lengths, buffers) =>
        {
            byte[][] contents = [.. lengths.Select((length, i) => Text(i, length))];
            Assert.Equal(contents.SelectMany(content => content).ToArray(),
                Unpack([.. contents.SelectMany(content => Pack(content))], buffers));
        }, iter: 100, threads: 1);

    [Theory]
    [InlineData(CompressionLevel.Optimal), InlineData(CompressionLevel.NoCompression)]
    public void A_file_cut_anywhere_is_refused_by_name(CompressionLevel level)
    {
        byte[] first = Pack(Text(1, 700), level), whole = [.. first, .. Pack(Text(2, 300), level)];
        for (int length = 2; length < whole.Length; length++)
        {
            // A cut between two members leaves a whole file.
            if (length == first.Length) continue;
            var exception = Assert.Throws<InvalidDataException>(() => Unpack(whole[..length]));
            Assert.StartsWith("'given.gz' is truncated gzip", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_checksum_or_a_length_that_is_not_that_of_the_content_is_refused()
    {
        byte[] file = Pack(Text(1, 5000));
        for (int i = file.Length - 8; i < file.Length; i++)
        {
            byte[] damaged = [.. file];
            damaged[i] ^= 1;
            Assert.StartsWith("'given.gz' is damaged gzip",
                Assert.Throws<InvalidDataException>(() => Unpack(damaged)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Other_bytes_after_the_content_are_refused()
        => Assert.StartsWith("'given.gz' goes on with other bytes",
            Assert.Throws<InvalidDataException>(() => Unpack([.. Pack(Text(1, 5000)), .. "and so on"u8])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void What_does_not_begin_as_gzip_is_read_as_it_is()
    {
        foreach (byte[] file in (byte[][])[[], [0x1f], [.. "text"u8], [.. "PKzip"u8], Text(3, 100_000)]) Assert.Equal(file, Unpack(file));
    }

    [Theory]
    [InlineData("504B0304140000", "zip"), InlineData("425A6839314159265359AA", "bzip2"), InlineData("FD377A585A0000", "xz")]
    [InlineData("28B52FFD2400", "Zstandard"), InlineData("377ABCAF271C0004", "7z")]
    public void Other_packings_are_named(string hex, string name)
        => Assert.Contains($"'given.gz' is a {name} file: unpack it first",
            Assert.Throws<FormatException>(() => Unpack(Convert.FromHexString(hex))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_pipe_is_read_to_its_end(bool isPacked)
    {
        byte[] content = Text(4, 200_000);
        using AnonymousPipeServerStream writer = new(PipeDirection.Out);
        using AnonymousPipeClientStream reader = new(PipeDirection.In, writer.ClientSafePipeHandle);
        var writing = Task.Run(() =>
        {
            writer.Write(isPacked ? Pack(content) : content);
            writer.Dispose();
        });
        using var stream = InputFile.Unpack(reader, "pipe");
        var read = new MemoryStream();
        await stream.CopyToAsync(read);
        await writing;
        Assert.Equal(content, read.ToArray());
    }
}
