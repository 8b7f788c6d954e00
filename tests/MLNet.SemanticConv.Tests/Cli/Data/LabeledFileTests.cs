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
        var exception = Assert.ThrowsAny<FormatException>(() => Read("fine\tA\nno tab here\n"));

        Assert.Contains("rows.tsv, line 2 has no tab", exception.Message);
        Assert.Contains("one tab", exception.Message);
    }

    [Fact]
    public void A_second_tab_is_an_error()
        => Assert.Contains("line 1 has more than one tab", Assert.ThrowsAny<FormatException>(() => Read("a\tb\tc\n")).Message);

    [Theory]
    [InlineData("text\tlabels\n"), InlineData("Text\tLabel\r\n")]
    public void A_header_is_refused(string header)
        => Assert.Contains("line 1 is a header", Assert.ThrowsAny<FormatException>(() => Read(header + "soup\tFOOD\n")).Message);

    [Fact]
    public void What_reads_like_a_header_further_below_is_a_row()
        => Assert.Equal(["FOOD", "labels"], Read("soup\tFOOD\ntext\tlabels\n").SelectMany(row => row.Labels));

    [Fact]
    public void Rows_in_Parquet_are_told_how_to_be_written()
        => Assert.Contains("a file that ends in .jsonl",
            Assert.ThrowsAny<FormatException>(() => LabeledFile.Read(_folder["rows.parquet"]).ToList()).Message);

    [Fact]
    public void A_label_that_a_row_has_twice_counts_once() => Assert.Equal(["A", "B"], Assert.Single(Read("text\tA,B,A\n")).Labels);

    [Theory]
    [InlineData("\"tea\"\t\"HOT\"\n")]
    [InlineData("\"tea\"\t\"\"\n")]
    [InlineData("tea\t\"HOT, WET\"\n")]
    [InlineData("\"a \"\"green\"\" tea\"\tHOT\n")]
    public void Values_in_quotation_marks_are_refused_at_their_line(string content)
    {
        string message = Assert.ThrowsAny<FormatException>(() => Read(content)).Message;

        Assert.Contains("rows.tsv, line 1 has values in quotation marks", message);
        Assert.Contains("QUOTE_NONE", message);
    }

    [Theory]
    [InlineData("\"green tea\"", "HOT"), InlineData("\"tea\" and \"milk\"", "HOT"), InlineData("\"", "HOT"), InlineData("\"tea", "5\"")]
    public void Quotation_marks_that_are_part_of_a_text_or_a_label_stay(string text, string label)
    {
        LabeledText row = Assert.Single(Read($"{text}\t{label}\n"));

        Assert.Equal((text, label), (row.Text, Assert.Single(row.Labels)));
    }

    [Theory]
    [InlineData("rows.jsonl"), InlineData("rows.NDJSON")]
    public void JSON_Lines_hold_any_label(string name)
    {
        string path = _folder.Write(name, """
            {"text":"tea, hot\tand sweet","labels":["Food, drink"," \"A\" "],"id":7}

            {"labels":[],"text":""}
            {"text":"milk","labels":[{"label":"COLD","score":1.5,"probability":0.9},"COLD"]}
            """);
        List<LabeledText> rows = [.. LabeledFile.Read(path)];

        Assert.Equal(["tea, hot\tand sweet", "", "milk"], rows.Select(row => row.Text));
        Assert.Equal(["Food, drink", " \"A\" "], rows[0].Labels);
        Assert.Empty(rows[1].Labels);
        Assert.Equal(["COLD"], rows[2].Labels);
    }

    [Theory]
    [InlineData("{\"text\":1,\"labels\":[]}", "\"text\" must be a string")]
    [InlineData("{\"labels\":[]}", "\"text\" must be a string")]
    [InlineData("{\"text\":\"a\"}", "\"labels\" must be an array")]
    [InlineData("{\"text\":\"a\",\"labels\":\"A\"}", "\"labels\" must be an array")]
    [InlineData("{\"text\":\"a\",\"labels\":null}", "\"labels\" must be an array")]
    [InlineData("{\"text\":\"a\",\"labels\":[null]}", "the label null")]
    [InlineData("{\"text\":\"a\",\"labels\":[3]}", "the label 3")]
    [InlineData("{\"text\":\"a\",\"labels\":[\" \"]}", "is blank")]
    [InlineData("{\"text\":\"a\",\"text\":\"b\",\"labels\":[]}", "is not JSON")]
    [InlineData("{\"text\":\"\\ud83c\",\"labels\":[]}", "is not text")]
    [InlineData("{\"text\":\"a\",\"labels\":[\"\\udf75\"]}", "is not text")]
    [InlineData("{\"text\":\"a\",\"labels\":[]} {}", "is not JSON")]
    [InlineData("[\"a\"]", "is a JSON array")]
    [InlineData("a\tA", "is not JSON")]
    public void What_is_wrong_with_a_line_of_JSON_is_told_with_its_place(string line, string message)
    {
        string path = _folder.Write("rows.jsonl", "\n{\"text\":\"fine\",\"labels\":[]}\n" + line);
        string told = Assert.ThrowsAny<FormatException>(() => LabeledFile.Read(path).ToList()).Message;

        Assert.Contains("rows.jsonl, line 3", told);
        Assert.Contains(message, told);
    }

    [Fact]
    public void JSON_that_is_too_deep_is_refused()
    {
        string path = _folder.Write("rows.jsonl", $"{{\"text\":{new string('[', 10_000)}");

        Assert.Contains("rows.jsonl, line 1 is not JSON", Assert.ThrowsAny<FormatException>(() => LabeledFile.Read(path).ToList()).Message);
    }

    [Fact]
    public void JSON_Lines_under_another_name_are_told_apart()
        => Assert.Contains("a name that ends in .jsonl",
            Assert.ThrowsAny<FormatException>(() => Read("{\"text\":\"a\",\"labels\":[]}\n")).Message);

    [Fact]
    public void Blank_lines_alone_are_no_rows()
        => Assert.Contains("is empty",
            Assert.ThrowsAny<FormatException>(() => LabeledFile.Read(_folder.Write("rows.jsonl", "\n \n")).ToList()).Message);

    [Fact]
    public void A_folder_is_no_file()
        => Assert.Contains("is a folder", Assert.ThrowsAny<FormatException>(() => LabeledFile.Read(_folder.Path).ToList()).Message);

    [Fact]
    public void An_empty_file_is_an_error()
        => Assert.Contains("rows.tsv is empty", Assert.ThrowsAny<FormatException>(() => Read("")).Message);

    [Fact]
    public void Bytes_that_are_no_UTF8_are_an_error()
    {
        File.WriteAllBytes(_folder["latin.tsv"], [.. "caf"u8, 0xE9, .. "\tA\n"u8]);

        Assert.Contains("latin.tsv, line 1 is not UTF-8",
            Assert.ThrowsAny<FormatException>(() => LabeledFile.Read(_folder["latin.tsv"]).ToList()).Message);
    }

    [Fact]
    public void A_missing_file_is_named()
        => Assert.Contains("none.tsv", Assert.Throws<FileNotFoundException>(() => LabeledFile.Read(_folder["none.tsv"]).ToList()).Message);

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

        Assert.Contains("rows.tsv.gz' is truncated gzip",
            Assert.Throws<InvalidDataException>(() => LabeledFile.Read(_folder["rows.tsv.gz"]).ToList()).Message);
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
