using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using CsCheck;

namespace MLNet.SemanticConv.Tests.Embeddings;

public sealed class WordVectorsFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string FileOf(params ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(PathOf("vectors"), content);
        return PathOf("vectors");
    }

    private string FileOf(string content) => FileOf(Encoding.UTF8.GetBytes(content));

    private static uint[] BitsOf(WordVectors vectors) => MemoryMarshal.Cast<float, uint>(vectors.Matrix.Span).ToArray();

    [Theory]
    [InlineData(WordVectorsFormat.Binary)]
    [InlineData(WordVectorsFormat.Text)]
    public void What_is_saved_equals_what_gensim_saves_byte_for_byte(WordVectorsFormat format)
    {
        GoldenVectors.Create().Save(PathOf("ours"), format);
        string golden = format == WordVectorsFormat.Binary ? GoldenVectors.BinaryFile : GoldenVectors.TextFile;
        Assert.Equal(File.ReadAllBytes(golden), File.ReadAllBytes(PathOf("ours")));
    }

    [Fact]
    public void Both_of_gensims_formats_are_recognized_and_read_to_the_bit()
    {
        foreach (string path in new[] { GoldenVectors.BinaryFile, GoldenVectors.TextFile })
        {
            var vectors = WordVectors.Load(path);
            Assert.Equal(GoldenVectors.Words, vectors.Words);
            Assert.Equal(GoldenVectors.Bits, BitsOf(vectors));
            Assert.True(vectors.TryGetIndex("日本", out int row));
            Assert.Equal(3, row);
        }
    }

    [Fact]
    public void Every_finite_vector_survives_both_formats_to_the_bit()
        => Gen.Single.Where(float.IsFinite).Array[3].Array[1, 20].Sample(rows =>
        {
            var vectors = new WordVectors(rows.Select((_, i) => $"w{i}").ToArray(), rows.SelectMany(row => row).ToArray(), 3);
            foreach (var format in Enum.GetValues<WordVectorsFormat>())
            {
                vectors.Save(PathOf("w"), format);
                Assert.Equal(BitsOf(vectors), BitsOf(WordVectors.Load(PathOf("w"))));
            }
        }, iter: 30, threads: 1);

    [Fact]
    public void Gzip_is_unpacked_on_the_way()
    {
        foreach (string path in new[] { GoldenVectors.BinaryFile, GoldenVectors.TextFile })
        {
            using (var zip = new GZipStream(File.Create(PathOf("w.gz")), CompressionLevel.Fastest)) zip.Write(File.ReadAllBytes(path));
            Assert.Equal(GoldenVectors.Bits, BitsOf(WordVectors.Load(PathOf("w.gz"))));
        }
    }

    [Fact]
    public void The_line_feeds_of_the_original_program_and_the_trailing_spaces_of_fastText_are_passed_over()
    {
        byte[] row = MemoryMarshal.AsBytes<float>([1.5f, -2f]).ToArray();
        string path = FileOf([.. "2 2\na "u8, .. row, .. "\nb "u8, .. row, .. "\n"u8]);
        Assert.Equal([1.5f, -2f, 1.5f, -2f], WordVectors.Load(path).Matrix.ToArray());
        Assert.Equal([1.5f, -2f], WordVectors.Load(FileOf("1 2\na 1.5 -2 \n")).Matrix.ToArray());
        Assert.Equal([1.5f, -2f], WordVectors.Load(FileOf("1 2\r\na 1.5 -2\r\n")).Matrix.ToArray());
    }

    [Fact]
    public void GloVe_text_without_sizes_is_read()
    {
        var vectors = WordVectors.Load(FileOf("a 1 2 3\n12 4 5 6\n"));
        Assert.Equal(["a", "12"], vectors.Words);
        Assert.Equal([4f, 5, 6], vectors["12"].ToArray());
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("hello\n", "line 1: neither")]
    [InlineData("0 3\n", "0 words of 3 dimensions: both must be at least 1")]
    [InlineData("2 2\na 1 2\nb 1.5\n", "line 3: 1 numbers instead of 2")]
    [InlineData("2 2\na 1 2\nb 1.5 2 3\n", "line 3: more than 2 numbers")]
    [InlineData("2 2\na 1 2\nb 1 x\n", "line 3: 'x' is not a number")]
    [InlineData("2 2\na 1 2\nb 1 nan\n", "line 3: number 2 of 'b' is not finite")]
    [InlineData("2 2\na 1 2\nb 1 1e99\n", "line 3: number 2 of 'b' is not finite")]
    [InlineData("2 2\na 1 2\na 3 4\n", "line 3: the word 'a' occurs a second time")]
    [InlineData("2 2\na 1 2\n 3 4\n", "line 3: the word is missing")]
    [InlineData("2 2\na 1.0 2.0000\n", "ends after 1 of 2 words")]
    [InlineData("1 2\na 1 2\nb 3 4\n", "line 3: the file goes on")]
    public void A_wrong_text_file_is_refused_with_its_name_and_line(string content, string message)
    {
        var exception = Assert.Throws<FormatException>(() => WordVectors.Load(FileOf(content)));
        Assert.Contains(PathOf("vectors"), exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_binary_file_truncated_anywhere_is_refused()
    {
        byte[] whole = File.ReadAllBytes(GoldenVectors.BinaryFile);
        for (int length = 4; length < whole.Length; length++)
        {
            string path = FileOf(whole.AsSpan(0, length));
            var exception = Assert.ThrowsAny<Exception>(() => WordVectors.Load(path));
            Assert.True(exception is InvalidDataException or FormatException, $"{length} bytes: {exception}");
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_wrong_binary_file_is_refused_with_its_name_and_row()
    {
        byte[] good = MemoryMarshal.AsBytes<float>([1.1f, 2.2f]).ToArray();
        byte[] nan = MemoryMarshal.AsBytes<float>([1.1f, float.NaN]).ToArray();
        void Refused(string message, params byte[] content)
        {
            var exception = Assert.Throws<InvalidDataException>(() => WordVectors.Load(FileOf(content)));
            Assert.Contains(PathOf("vectors"), exception.Message, StringComparison.Ordinal);
            Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        }
        Refused("word 1 of 2 (counted from 0): the word 'a' occurs a second time", [.. "2 2\na "u8, .. good, .. "a "u8, .. good]);
        Refused("word 1 of 2 (counted from 0): a value of its vector is not finite", [.. "2 2\na "u8, .. good, .. "b "u8, .. nan]);
        Refused("is not valid UTF-8", [.. "2 2\na "u8, .. good, 0xC3, (byte)' ', .. good]);
        Refused("goes on after the 1 vectors", [.. "1 2\na "u8, .. good, .. "b "u8, .. good]);
    }

    [Theory]
    [InlineData("900000000000 300")]
    [InlineData("2000000 1000")]
    [InlineData("1 2147483000")]
    [InlineData("9223372036854775807 9223372036854775807")]
    public void A_huge_first_line_is_refused_before_memory_is_taken(string sizes)
    {
        string path = FileOf($"{sizes}\na 1 2 3\n");
        long before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.ThrowsAny<Exception>(() => WordVectors.Load(path));
        Assert.True(exception is InvalidDataException or FormatException, exception.ToString());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var exception = Assert.Throws<FileNotFoundException>(() => WordVectors.Load(PathOf("missing.bin")));
        Assert.Contains("missing.bin", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new york")]
    [InlineData("a\nb")]
    [InlineData("")]
    public void A_word_that_the_formats_cannot_hold_is_refused_and_nothing_is_written(string word)
    {
        var vectors = new WordVectors([word], new float[2], 2);
        var exception = Assert.Throws<InvalidOperationException>(() => vectors.Save(PathOf("w.txt")));
        Assert.Contains($"'{word}'", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(0.1f, "0.1")]
    [InlineData(100f, "100.0")]
    [InlineData(-1234.5f, "-1234.5")]
    [InlineData(1e-4f, "1e-04")]
    [InlineData(0.00012f, "0.00012")]
    [InlineData(1.5e-7f, "1.5e-07")]
    [InlineData(1e16f, "1e+16")]
    [InlineData(-0f, "-0.0")]
    public void Floats_are_written_as_Python_writes_them(float value, string expected)
    {
        Span<byte> text = stackalloc byte[PythonFloat.MaxLength];
        int length = PythonFloat.Format(value, text);
        Assert.Equal(expected, Encoding.ASCII.GetString(text[..length]));
        Assert.Equal(value, float.Parse(expected, CultureInfo.InvariantCulture));
    }
}
