using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace MLNet.SemanticConv.Tests.Embeddings;

/// <summary>Files that other programs wrote in their own manner, or that something happened to.</summary>
public sealed class ForeignVectorFilesTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    private WordVectors Load(ReadOnlySpan<byte> content, UnicodeErrors unicodeErrors = UnicodeErrors.Strict, bool keepFirst = false)
    {
        File.WriteAllBytes(_path, content);
        return WordVectors.Load(_path, unicodeErrors, keepFirst);
    }

    private WordVectors Load(string content, UnicodeErrors unicodeErrors = UnicodeErrors.Strict, bool keepFirst = false)
        => Load(Encoding.UTF8.GetBytes(content), unicodeErrors, keepFirst);

    private string Refusal<TException>(
        ReadOnlySpan<byte> content, UnicodeErrors unicodeErrors = UnicodeErrors.Strict, bool keepFirst = false) where TException : Exception
    {
        byte[] bytes = content.ToArray();
        string message = Assert.Throws<TException>(() => Load(bytes, unicodeErrors, keepFirst)).Message;
        Assert.Contains(_path, message, StringComparison.Ordinal);
        return message;
    }

    private string Refusal(string content) => Refusal<FormatException>(Encoding.UTF8.GetBytes(content));

    private static byte[] Binary(string sizes, params ReadOnlySpan<(byte[] Word, float[] Vector)> rows)
    {
        List<byte> bytes = [.. Encoding.ASCII.GetBytes(sizes), (byte)'\n'];
        foreach (var (word, vector) in rows) bytes.AddRange([.. word, (byte)' ', .. MemoryMarshal.AsBytes(vector.AsSpan())]);
        return [.. bytes];
    }

    [Theory]
    [InlineData("4 2\n"), InlineData("")]
    public void The_last_numbers_of_a_line_are_its_vector_and_all_before_them_the_word(string sizes)
    {
        var vectors = Load($"{sizes}tea 0.5 1\n. . 0.25 2\nask me@home.example 0.125 3\n7 000 -1 4\n");
        Assert.Equal(["tea", ". .", "ask me@home.example", "7 000"], vectors.Words);
        Assert.Equal([0.5f, 1, 0.25f, 2, 0.125f, 3, -1, 4], vectors.Matrix.ToArray());
    }

    [Fact]
    public void Without_sizes_most_of_the_first_lines_tell_how_many_numbers_there_are()
    {
        var vectors = Load("9 3/4 0.1 0.2\n9 000 0.3 0.4\ntea 0.5 0.6\nmilk 0.7 0.8\n");
        Assert.Equal(["9 3/4", "9 000", "tea", "milk"], vectors.Words);
        Assert.Equal(2, vectors.Dimensions);
    }

    [Theory]
    [InlineData("2 2\na 1 2\nb 1.0 2 3\n", "line 3: more than 2 numbers")]
    [InlineData("a 1.5 2\nb 1.5 2\nc 1.5 2b 1 2\n", "line 3: more than 2 numbers")]
    [InlineData("a 1 2\nb 1\n", "line 2: 1 numbers instead of 2")]
    [InlineData("a 1 2\n\nb 1 2\n", "line 2: the word is missing")]
    [InlineData("2 2\na 1 2\n\nb 1 2\n", "line 3: 0 numbers instead of 2")]
    public void A_row_with_a_number_too_many_or_too_few_is_no_word_with_spaces(string content, string message)
        => Assert.Contains(message, Refusal(content), StringComparison.Ordinal);

    [Theory]
    [InlineData("\uFEFF2 2\ntea 1 2\nmilk 3 4\n"), InlineData("\uFEFFtea 1 2\nmilk 3 4\n")]
    [InlineData("2\t2\ntea 1 2\nmilk 3 4\n"), InlineData(" 2  2 \r\ntea 1 2\nmilk 3 4\n")]
    [InlineData("tea\t1 2\nmilk\t3 4\n"), InlineData("2 2\ntea\t1\t2\nmilk\t3\t4\n"), InlineData("2 2\ntea  1  2\nmilk   3 \t4\n")]
    [InlineData("tea 1 2\nmilk 3 4\n\n \n"), InlineData("2 2\ntea 1 2\nmilk 3 4\n\n\r\n"), InlineData("2 2\n tea 1 2\n milk 3 4")]
    public void Byte_order_marks_tabs_several_spaces_and_blank_last_lines_change_nothing(string content)
    {
        foreach (bool isPacked in (bool[])[false, true])
        {
            var vectors = isPacked ? Load(Packed(Encoding.UTF8.GetBytes(content))) : Load(content);
            Assert.Equal(["tea", "milk"], vectors.Words);
            Assert.Equal([1f, 2, 3, 4], vectors.Matrix.ToArray());
        }
    }

    [Theory]
    [InlineData("1 8\ntea 0,5 1 2 3 4 5 6 7\n", "line 2: '0,5' is not a number")]
    [InlineData("1 8\ntea;1;2;3;4;5;6;7;8\n", "line 2: 0 numbers instead of 8")]
    [InlineData("1 8\ntea 1 2 3 4 5 6 7\n", "line 2: 7 numbers instead of 8")]
    public void A_wrong_first_line_of_text_is_not_taken_for_binary_data(string content, string message)
        => Assert.Contains(message, Refusal(content), StringComparison.Ordinal);

    [Theory]
    [InlineData("BA164F2F0C000000", "model of fastText (.bin)")]
    [InlineData("80049500", "pickle")]
    [InlineData("934E554D50590100", "array of NumPy")]
    [InlineData("FFFE610020003100", "UTF-16"), InlineData("504B030414000000", "zip")]
    public void Other_kinds_of_files_are_named(string hex, string name)
        => Assert.Contains(name, Refusal<FormatException>(Convert.FromHexString(hex)), StringComparison.Ordinal);

    // What gensim 4 reads from such files with unicode_errors: of a word that comes again it keeps the first.
    [Theory]
    [InlineData(UnicodeErrors.Ignore, "caf"), InlineData(UnicodeErrors.Replace, "caf\uFFFD")]
    public void Words_that_are_not_UTF8_or_come_again_are_passed_over_where_asked(UnicodeErrors unicodeErrors, string cafe)
    {
        byte[] text = [.. "4 2\ncat 1 0\ncaf"u8, 0xE9, .. " 0 1\ncat 5 5\ndog 1 0.5\n"u8];
        byte[] binary = Binary("4 2", ([.. "cat"u8], [1, 0]), ([.. "caf"u8, 0xE9], [0, 1]),
            ([.. "cat"u8], [5, 5]), ([.. "dog"u8], [1, 0.5f]));
        foreach (byte[] file in (byte[][])[text, text[4..], binary, Packed(text), Packed(binary)])
        {
            var vectors = Load(file, unicodeErrors, true);
            Assert.Equal(["cat", cafe, "dog"], vectors.Words);
            Assert.Equal([1f, 0, 0, 1, 1, 0.5f], vectors.Matrix.ToArray());
        }
    }

    [Fact]
    public void Words_of_which_nothing_is_left_are_left_out_with_their_vectors()
        => Assert.Equal([5f, 6], Load([0xE9, .. " 1 2\n"u8, 0xE9, 0xE8, .. " 3 4\ntea 5 6\n"u8], UnicodeErrors.Ignore).Matrix.ToArray());

    [Fact]
    public void Unasked_they_are_refused_and_the_message_names_the_option()
    {
        byte[] latin = [.. "1 2\ncaf"u8, 0xE9, .. " 0 1\n"u8];
        Assert.Contains("line 2: the word 'caf\uFFFD' is not valid UTF-8; unicodeErrors",
            Refusal<FormatException>(latin), StringComparison.Ordinal);
        Assert.Contains("keepFirstOfDuplicates", Refusal("tea 1 2\ntea 1 2\n"), StringComparison.Ordinal);
        // Two words that replacing makes equal are a duplicate like any other.
        byte[] equal = [.. "caf"u8, 0xE9, .. " 0 1\ncaf"u8, 0xE8, .. " 0 1\n"u8];
        Assert.Contains("second time", Refusal<FormatException>(equal, UnicodeErrors.Replace), StringComparison.Ordinal);
    }

    [Fact]
    public void Truncated_gzip_is_refused_in_every_format()
    {
        foreach (byte[] file in (byte[][])[[.. "tea 1 2\nmilk 3 4\n"u8], [.. "2 2\ntea 1 2\nmilk 3 4\n"u8],
            Binary("1 2", ([.. "tea"u8], [1, 2]))])
        {
            byte[] packed = Packed(file);
            for (int length = 2; length < packed.Length; length++)
            {
                byte[] cut = packed[..length];
                Assert.Contains("is truncated gzip", Refusal<InvalidDataException>(cut), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("1 2000000000\ntea 1 2 3\n"), InlineData("1 2000000000\ntea \0\0\u0080?"), InlineData("2000000000 1\ntea 1\n")]
    public void Sizes_that_gzip_cannot_disprove_take_no_memory_before_the_values_come(string content)
    {
        byte[] packed = Packed(Encoding.Latin1.GetBytes(content));
        long before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.ThrowsAny<Exception>(() => Load(packed));
        Assert.True(exception is InvalidDataException or FormatException, exception.ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private static byte[] Packed(ReadOnlySpan<byte> content)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal)) zip.Write(content);
        return packed.ToArray();
    }
}
