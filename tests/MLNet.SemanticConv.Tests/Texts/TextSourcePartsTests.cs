using System.Text;
using CsCheck;
using MLNet.SemanticConv.Cli.Tests;
using MLNet.Shared;
using Parquet.Serialization;

namespace MLNet.SemanticConv.Tests.Texts;

public sealed class TextSourcePartsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // with feeds, returns, a mark that is no text at the beginning only, and what is no UTF-8
    private static readonly byte[][] Pieces = [[.. "a"u8], [.. "be"u8], [.. "\n"u8], [.. "\r\n"u8], [.. "\r"u8], [.. "\uFEFF"u8],
        [.. "é"u8], [0xFF]];

    private static readonly Gen<byte[]> Files = Gen.Int[0, Pieces.Length - 1].List[0, 30].Select(
        pieces => pieces.SelectMany(i => Pieces[i]).ToArray());

    private static List<(string? Text, string? Problem)> Rows(byte[] bytes, FilePart part)
    {
        using MemoryStream file = new(bytes);
        return [.. TextSource.Rows(file, "notes.txt", part, "text", false).Select(row => (row.Text, row.Failure?.Problem))];
    }

    [Fact]
    public void Parts_have_every_line_once_wherever_they_are_cut() => Gen.Select(Files, Gen.Int[1, 12]).Sample((bytes, size) =>
    {
        var parts = Enumerable.Range(0, (bytes.Length / size) + 1).Select(i => new FilePart(i * size, (i + 1) * size));
        Assert.Equal(Rows(bytes, FilePart.Whole), parts.SelectMany(part => Rows(bytes, part)));
    });

    [Theory]
    [InlineData("a.jsonl", "{\"text\":\"one\"}\n{\n\n{\"text\":\"two\"}\n", 2, "is not JSON")]
    [InlineData("a.tsv", "one\n\"a\"\"b\"\tx\ntwo\n", 2, "has values in quotation marks")]
    [InlineData("a.txt", "one\nt\0\ntwo\n", 2, "contains a NUL")]
    public void A_bad_line_is_told_and_those_after_it_are_read(string name, string content, long line, string problem)
    {
        using MemoryStream file = new(Encoding.UTF8.GetBytes(content));
        TextRow[] rows = [.. TextSource.Rows(file, name, FilePart.Whole, "text", false)];

        Assert.Equal(["one", null, "two"], rows.Select(row => row.Text));
        Assert.Equal((line, name), (rows[1].Number, rows[1].Failure!.Place.File));
        Assert.StartsWith(problem, rows[1].Failure!.Problem);
    }

    [Fact]
    public void After_a_line_that_is_too_long_reading_goes_on_at_the_next()
    {
        byte[] bytes = [.. "a\n"u8, .. Enumerable.Repeat((byte)'x', LineReader.MaximumLineBytes * 3), .. "\nb\n"u8];

        Assert.Equal(["a", null, "b"], Rows(bytes, FilePart.Whole).Select(row => row.Text));
    }

    [Fact]
    public async Task A_part_of_a_Parquet_file_is_some_of_its_row_groups()
    {
        await ParquetSerializer.SerializeAsync(Enumerable.Range(0, 10).Select(i => new Row { text = i == 5 ? null : $"{i}" }),
            _folder["a.parquet"], new() { RowGroupSize = 3 });
        using FileStream file = File.OpenRead(_folder["a.parquet"]);

        Assert.Equal(["3", "4", null, "6", "7", "8"], TextSource.Rows(file, "a.parquet", new(1, 3), "text", false).Select(row => row.Text));
    }

    internal sealed class Row
    {
        public string? text { get; set; }
    }
}
