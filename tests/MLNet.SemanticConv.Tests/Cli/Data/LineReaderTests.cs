using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class LineReaderTests
{
    private static List<string> Read(byte[] bytes, bool byteByByte = false)
    {
        using Stream stream = byteByByte ? new Trickle(bytes) : new MemoryStream(bytes);
        LineReader reader = new(stream, "notes");
        List<string> lines = [];
        while (reader.Next() is { } line) lines.Add(line);
        Assert.Equal(lines.Count, reader.Number);
        return lines;
    }

    private static List<string> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static string Refusal(byte[] bytes) => Assert.ThrowsAny<FormatException>(() => Read(bytes)).Message;

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("one", new[] { "one" })]
    [InlineData("one\n", new[] { "one" })]
    [InlineData("one\r\ntwo\r\n", new[] { "one", "two" })]
    [InlineData("\n\nthree", new[] { "", "", "three" })]
    [InlineData("a\rb\nc", new[] { "a\rb", "c" })]
    [InlineData("a\r\r\nb\r", new[] { "a\r", "b\r" })]
    public void A_line_ends_in_a_line_feed_and_a_carriage_return_before_it_alone_is_no_part_of_it(string text, string[] lines)
        => Assert.Equal(lines, Read(text));

    [Theory]
    [InlineData("utf-8"), InlineData("utf-16"), InlineData("utf-16BE")]
    public void The_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("Grüße\n🍵 tea\r\nend")];

        Assert.Equal(["Grüße", "🍵 tea", "end"], Read(bytes));
        Assert.Equal(["Grüße", "🍵 tea", "end"], Read(bytes, byteByByte: true));
    }

    [Fact]
    public void A_wrong_byte_is_placed_exactly()
        => Assert.Contains("notes, line 3 is not UTF-8 text", Refusal([.. "fine\nfine\ncaf"u8, 0xE9, .. "\nfine"u8]));

    [Fact]
    public void UTF16_with_half_a_character_is_refused()
        => Assert.Contains("is not UTF-16", Refusal([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("tea\n"), 0x3D, 0xD8]));

    [Fact]
    public void UTF16_without_its_mark_is_refused_at_line_1()
        => Assert.Contains("notes, line 1 contains a NUL", Refusal(Encoding.Unicode.GetBytes("tea\nmilk\n")));

    [Fact]
    public void A_line_beyond_the_limit_is_refused_before_it_is_read_to_its_end()
    {
        Endless stream = new();
        LineReader reader = new(stream, "notes");

        Assert.Contains("line 1 is longer than 16 MiB", Assert.ThrowsAny<FormatException>(reader.Next).Message);
        Assert.InRange(stream.Given, LineReader.MaximumLineBytes, 3L * LineReader.MaximumLineBytes);
    }

    [Fact]
    public void A_line_of_the_limit_is_read_and_one_byte_more_is_not()
    {
        byte[] bytes = new byte[LineReader.MaximumLineBytes + 3];
        Array.Fill(bytes, (byte)'a');
        bytes[LineReader.MaximumLineBytes] = (byte)'\n';
        Assert.Equal([LineReader.MaximumLineBytes, 2], Read(bytes).Select(line => line.Length));

        (bytes[LineReader.MaximumLineBytes], bytes[LineReader.MaximumLineBytes + 1]) = ((byte)'a', (byte)'\n');
        Assert.Contains("line 1 is longer", Refusal(bytes));
    }

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);
    }

    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'a');
            Given += count;
            return count;
        }
    }
}
