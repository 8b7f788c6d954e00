using System.IO.Compression;
using System.Text;
using Microsoft.ML;

namespace MLNet.SemanticConv.Tests.Embeddings.Training;

public sealed class CorporaTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    private static List<string> Read(ICorpus corpus, out int blocks)
    {
        var sentences = new List<string>();
        var block = new CorpusBlock();
        using var reader = corpus.Open();
        for (blocks = 0; reader.Read(block); blocks++)
        {
            var words = new List<string>();
            void End()
            {
                if (words.Count > 0) sentences.Add(string.Join('|', words));
                words.Clear();
            }
            var scanner = new TokenScanner(block.Bytes, corpus.Delimiters);
            var tokens = new Token[3];
            for (int count; (count = scanner.Read(tokens)) > 0;)
            {
                foreach (var token in tokens.AsSpan(0, count))
                {
                    if (token.IsSentenceEnd) End();
                    else words.Add(Encoding.UTF8.GetString(scanner[token]));
                }
            }
            End();
        }
        return sentences;
    }

    private sealed class Row
    {
        public string? Text { get; set; }

        public string[]? Tokens { get; set; }

        public float Number { get; set; }
    }

    [Fact]
    public void A_line_of_a_file_is_a_sentence_across_block_borders_plain_or_gzip()
    {
        string[] lines = Enumerable.Range(0, 30_000).Select(i => $"größe{i}|b|{i % 7}").ToArray();
        string text = string.Join('\n', lines).Replace('|', ' ');
        File.WriteAllText(_path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(lines, Read(new FileCorpus(_path), out int blocks));
        Assert.True(blocks > 5);

        using (var zip = new GZipStream(File.Create(_path), CompressionLevel.Fastest)) zip.Write(Encoding.UTF8.GetBytes(text));
        Assert.Equal(lines, Read(new FileCorpus(_path), out blocks));
        Assert.True(blocks > 5);
    }

    [Fact]
    public void One_endless_line_is_read_in_blocks_without_losing_a_word()
    {
        string[] words = Enumerable.Range(0, 100_000).Select(i => $"w{i}").ToArray();
        File.WriteAllText(_path, string.Join(' ', words));
        var sentences = Read(new FileCorpus(_path), out int blocks);
        Assert.True(blocks > 5);
        Assert.Equal(words, sentences.SelectMany(sentence => sentence.Split('|')));
    }

    [Fact]
    public void A_word_longer_than_a_block_is_a_word()
    {
        string word = new('x', 300_000);
        File.WriteAllText(_path, $"a {word} b\n");
        Assert.Equal(["a", word, "b"], Read(new FileCorpus(_path), out _).SelectMany(sentence => sentence.Split('|')));
    }

    [Fact]
    public void Strings_are_split_at_white_space_and_are_a_sentence_each()
        => Assert.Equal(["a|b|c", "日本|x"], Read(new SentenceCorpus(["a b\nc", "", " 日本\tx "]), out _));

    [Fact]
    public void A_text_column_is_split_and_a_column_of_tokens_is_taken_as_it_is()
    {
        var data = new MLContext().Data.LoadFromEnumerable(new Row[]
        {
            new() { Text = "a b", Tokens = ["new york", "x", ""] },
            new() { Text = null, Tokens = [] },
            new() { Text = "c", Tokens = ["a\nb"] },
        });
        Assert.Equal(["a|b", "c"], Read(new DataViewCorpus(data, "Text"), out _));
        Assert.Equal(["new york|x", "a\nb"], Read(new DataViewCorpus(data, "Tokens"), out _));
    }

    [Fact]
    public void A_column_that_is_missing_or_no_text_is_named()
    {
        var data = new MLContext().Data.LoadFromEnumerable(new Row[] { new() });
        string Refused(string column) => Assert.Throws<ArgumentOutOfRangeException>(() => new DataViewCorpus(data, column)).Message;
        Assert.Contains("no column 'Txt'", Refused("Txt"), StringComparison.Ordinal);
        Assert.Contains("'Number' is Single", Refused("Number"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_data_view_are_read_lazily_and_again_in_each_pass()
    {
        int made = 0;
        var data = new MLContext().Data.LoadFromEnumerable(Enumerable.Range(0, 100_000).Select(i =>
        {
            made++;
            return new Row { Text = $"word{i}" };
        }));
        var corpus = new DataViewCorpus(data, "Text");
        var block = new CorpusBlock();
        using (var reader = corpus.Open()) Assert.True(reader.Read(block));
        Assert.InRange(made, 1, 20_000);
        Assert.Equal(100_000, Read(corpus, out _).Count);
    }
}
