using System.IO.Compression;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class LabeledFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private List<LabeledText> Read(string content) => [.. LabeledFile.Read(_folder.Write("rows.tsv", content))];

    [Fact]
    public void A_line_is_a_text_and_its_labels()
    {
        List<LabeledText> rows = Read("the bed was hard\tROOM,COMFORT\nnice, quiet\tROOM\n");

        Assert.Equal(["the bed was hard", "nice, quiet"], rows.Select(row => row.Text));
        Assert.Equal(["ROOM", "COMFORT"], rows[0].Labels);
        Assert.Equal(["ROOM"], rows[1].Labels);
    }

    [Fact]
    public void The_label_part_may_be_empty() => Assert.Empty(Assert.Single(Read("nothing to say\t\n")).Labels);

    [Fact]
    public void Spaces_around_labels_are_no_part_of_them() => Assert.Equal(["A", "B"], Assert.Single(Read("text\t A , B ,\r\n")).Labels);

    [Fact]
    public void The_byte_order_mark_is_no_part_of_the_first_text() => Assert.Equal("text", Assert.Single(Read("\uFEFFtext\tA\n")).Text);

    [Fact]
    public void A_line_without_a_tab_is_named()
    {
        var exception = Assert.Throws<FormatException>(() => Read("fine\tA\nno tab here\n"));

        Assert.Contains("rows.tsv, line 2 has no tab", exception.Message);
        Assert.Contains("one tab", exception.Message);
    }

    [Fact]
    public void A_second_tab_is_an_error() => Assert.Contains("line 1 has more than one tab", Assert.Throws<FormatException>(() => Read("a\tb\tc\n")).Message);

    [Fact]
    public void An_empty_file_is_an_error() => Assert.Contains("rows.tsv is empty", Assert.Throws<FormatException>(() => Read("")).Message);

    [Fact]
    public void Bytes_that_are_no_UTF8_are_an_error()
    {
        File.WriteAllBytes(_folder["latin.tsv"], [.. "caf"u8, 0xE9, .. "\tA\n"u8]);

        Assert.Contains("latin.tsv is not UTF-8", Assert.Throws<FormatException>(() => LabeledFile.Read(_folder["latin.tsv"]).ToList()).Message);
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.Contains("none.tsv", Assert.Throws<FileNotFoundException>(() => LabeledFile.Read(_folder["none.tsv"]).ToList()).Message);

    [Fact]
    public void Gzip_is_told_by_the_content_of_the_file_and_not_by_its_name()
    {
        using (GZipStream stream = new(File.Create(_folder["rows.tsv"]), CompressionLevel.Fastest)) stream.Write("text\tA\n"u8);

        Assert.Equal("text", Assert.Single(LabeledFile.Read(_folder["rows.tsv"])).Text);
        Assert.Equal("text", Assert.Single(LabeledFile.Read(_folder.Write("plain.tsv.gz", "text\tA\n"))).Text);
    }

    [Fact]
    public void Truncated_gzip_is_an_error()
    {
        using (GZipStream stream = new(File.Create(_folder["rows.tsv.gz"]), CompressionLevel.Fastest)) stream.Write("text\tA\n"u8);
        File.WriteAllBytes(_folder["rows.tsv.gz"], File.ReadAllBytes(_folder["rows.tsv.gz"])[..^9]);

        Assert.Contains("rows.tsv.gz' is truncated gzip", Assert.Throws<InvalidDataException>(() => LabeledFile.Read(_folder["rows.tsv.gz"]).ToList()).Message);
    }

    [Fact]
    public void Rows_are_read_again_at_each_enumeration()
    {
        IEnumerable<LabeledText> rows = LabeledFile.Read(_folder.Write("rows.tsv", "one\tA\ntwo\tB\n"));

        Assert.Equal(rows.Select(row => row.Text), rows.Select(row => row.Text));
        Assert.Equal(2, rows.Count());
    }

    [Fact]
    public void Rows_come_before_the_rest_of_the_file_is_read()
        => Assert.Equal("fine", LabeledFile.Read(_folder.Write("rows.tsv", "fine\tA\nno tab here\n")).First().Text);
}
