namespace MLNet.SemanticConv.Cli.Tests;

public sealed class TextsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_is_a_document_and_a_blank_line_one_without_a_word()
        => Assert.Equal(["one", "", "two\tthree"], Texts.Read(_folder.Write("texts.txt", "one\n\ntwo\tthree\n")).Select(row => row.Text));

    [Theory]
    [InlineData("texts.tsv", "one\tA\ntwo\n"), InlineData("texts.jsonl", "{\"text\":\"one\"}\n\n{\"text\":\"two\",\"labels\":[]}\n")]
    public void The_labels_of_a_labelled_file_are_not_read_as_text(string name, string content)
        => Assert.Equal(["one", "two"], Texts.Read(_folder.Write(name, content)).Select(row => row.Text));

    [Fact]
    public void An_empty_file_is_an_error()
        => Assert.Contains("texts.txt is empty",
            Assert.ThrowsAny<FormatException>(() => Texts.Read(_folder.Write("texts.txt", "")).ToList()).Message);
}
