namespace MLNet.SemanticConv.Tests.Embeddings.Encoders;

public sealed class EmbeddingCacheTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"semconv-{Guid.NewGuid():N}.cache");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task A_text_is_encoded_once_over_all_runs()
    {
        LetterEncoder first = new(), second = new();
        using (var cache = new EmbeddingCache(first, _path))
        {
            Assert.Equal([first.Of("abba"), first.Of("cab"), first.Of("abba")], await Vectors(cache, "abba", "cab", "abba"));
            await Vectors(cache, "cab");
        }
        Assert.Equal(["abba", "cab"], first.Asked);
        using (var cache = new EmbeddingCache(second, _path))
        {
            Assert.Equal(2, cache.Count);
            Assert.Equal([first.Of("cab"), first.Of("deed")], await Vectors(cache, "cab", "deed"));
        }
        Assert.Equal(["deed"], second.Asked);
    }

    [Fact]
    public void Where_nothing_was_encoded_no_file_is_left_but_one_that_was_there()
    {
        new EmbeddingCache(new LetterEncoder(), _path).Dispose();
        Assert.False(File.Exists(_path));
        File.Create(_path).Dispose();
        new EmbeddingCache(new LetterEncoder(), _path).Dispose();
        Assert.True(File.Exists(_path));
    }

    [Fact]
    public async Task An_end_that_a_kill_cut_off_is_dropped_and_the_rest_kept()
    {
        using (var cache = new EmbeddingCache(new LetterEncoder(), _path)) await Vectors(cache, "a", "b", "c");
        long length = new FileInfo(_path).Length;
        for (int cut = 1; cut <= 16 + 4 * 26; cut += 17)
        {
            byte[] whole = File.ReadAllBytes(_path);
            File.WriteAllBytes(_path, whole[..^cut]);
            LetterEncoder encoder = new();
            using (var cache = new EmbeddingCache(encoder, _path))
            {
                Assert.Equal(2, cache.Count);
                Assert.Equal([encoder.Of("c"), encoder.Of("a")], await Vectors(cache, "c", "a"));
            }
            Assert.Equal(["c"], encoder.Asked);
            Assert.Equal(length, new FileInfo(_path).Length);
        }
    }

    [Fact]
    public async Task Another_encoder_is_refused()
    {
        using (var cache = new EmbeddingCache(new LetterEncoder(), _path)) await Vectors(cache, "a");
        var e = Assert.Throws<InvalidDataException>(() => new EmbeddingCache(new LetterEncoder(model: "other"), _path));
        Assert.Contains("'letters', not of 'other'", e.Message, StringComparison.Ordinal);
        using var shorter = new EmbeddingCache(new LetterEncoder("abc"), _path);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Vectors(shorter, "b"));
    }

    [Theory]
    [InlineData("no cache at all, but some text that is long enough")]
    [InlineData("SCEMBED1")]
    [InlineData("SC")]
    public void Another_file_is_refused_and_left_alone(string content)
    {
        File.WriteAllText(_path, content);
        Assert.Contains(_path,
            Assert.Throws<InvalidDataException>(() => new EmbeddingCache(new LetterEncoder(), _path)).Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_path));
    }

    [Fact]
    public async Task What_was_encoded_before_a_cancellation_is_kept()
    {
        using CancellationTokenSource source = new();
        int batches = 0;
        string[] words = [.. Enumerable.Range(0, 30_000).Select(i => $"w{i}")];
        LetterEncoder encoder = new() { Before = () => { if (++batches == 3) source.Cancel(); } };
        using (var cache = new EmbeddingCache(encoder, _path))
            Assert.ThrowsAny<OperationCanceledException>(() => WordVectors.Encode(words, cache, cancellationToken: source.Token));
        LetterEncoder next = new();
        using (var cache = new EmbeddingCache(next, _path)) WordVectors.Encode(words, cache);
        Assert.Equal(words, encoder.Asked.Concat(next.Asked));
        Assert.NotEmpty(encoder.Asked);
    }

    private static async Task<float[][]> Vectors(EmbeddingCache cache, params string[] texts)
        => [.. (await cache.GenerateAsync(texts)).Select(embedding => embedding.Vector.ToArray())];
}
