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

        using (var zip = new GZipStream(File.Create(_path), CompressionLevel.Fastest))
            zip.Write([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);
        Assert.Equal(lines, Read(new FileCorpus(_path), out blocks));
        Assert.True(blocks > 5);

        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..^100]);
        Assert.Contains($"'{_path}' is truncated gzip",
            Assert.Throws<InvalidDataException>(() => Read(new FileCorpus(_path), out _)).Message, StringComparison.Ordinal);
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

    private static DataViewCorpus Rows(int count, Action made) => new(
        new MLContext().Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i =>
        {
            made();
            return new Row { Text = $"word{i} größe" };
        })),
        "Text");

    [Fact]
    public void A_spooled_corpus_is_read_from_its_source_once_and_is_the_same_in_every_pass()
    {
        int made = 0;
        using var corpus = new SpooledCorpus(Rows(20_000, () => made++));
        var first = Read(corpus, out int blocks);
        Assert.Equal(20_000, first.Count);
        Assert.True(blocks > 3);
        for (int pass = 0; pass < 2; pass++)
        {
            Assert.Equal(first, Read(corpus, out int again));
            Assert.Equal(blocks, again);
        }
        Assert.Equal(20_000, made);
    }

    [Fact]
    public void A_pass_that_ended_early_is_no_spool()
    {
        using var corpus = new SpooledCorpus(Rows(20_000, () => { }));
        using (var reader = corpus.Open()) Assert.True(reader.Read(new CorpusBlock()));
        Assert.Equal(20_000, Read(corpus, out _).Count);
        Assert.Equal(20_000, Read(corpus, out _).Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(100_000)]
    public void Without_room_for_a_spool_every_pass_reads_the_source(int room)
    {
        int made = 0, files = 0;
        using var corpus = new SpooledCorpus(Rows(20_000, () => made++), () =>
        {
            files++;
            return room < 0 ? throw new UnauthorizedAccessException() : new FullDisk(room);
        });
        for (int pass = 0; pass < 3; pass++) Assert.Equal(20_000, Read(corpus, out _).Count);
        Assert.Equal(60_000, made);
        Assert.Equal(1, files);
    }

    private sealed class FullDisk(int room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > room) throw new IOException("No space left on device.");
            base.Write(buffer);
        }
    }
}
