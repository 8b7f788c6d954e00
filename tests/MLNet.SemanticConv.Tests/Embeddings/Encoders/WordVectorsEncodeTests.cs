using Microsoft.Extensions.AI;

namespace MLNet.SemanticConv.Tests.Embeddings.Encoders;

public class WordVectorsEncodeTests
{
    [Fact]
    public void Each_word_has_its_own_embedding_of_length_one()
    {
        List<StepProgress> told = [];
        var vectors = WordVectors.Encode(["aab", "b", "xyz"], new LetterEncoder("ab"), new Recorder(told));
        Assert.Equal(["aab", "b", "xyz"], vectors.Words);
        Assert.Equal([2 / MathF.Sqrt(5), 1 / MathF.Sqrt(5), 0, 1, 0, 0], vectors.Matrix.ToArray(), (x, y) => Math.Abs(x - y) < 1e-6f);
        Assert.Equal([new("Encoding the texts", 3, 3)], told);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>("words", () => WordVectors.Encode([], new LetterEncoder()));
        Assert.Throws<ArgumentException>(() => WordVectors.Encode(["a", "a"], new LetterEncoder()));
        var e = Assert.Throws<InvalidOperationException>(() => WordVectors.Encode(["a", "b"], new Broken(_ => float.NaN)));
        Assert.Contains("'a'", e.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => WordVectors.Encode(["a", "b"], new Broken(_ => 1, drop: 1)));
    }

    private sealed class Broken(Func<string, float> value, int drop = 0) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
            => Task.FromResult(
                new GeneratedEmbeddings<Embedding<float>>(values.Skip(drop).Select(text => new Embedding<float>(new[] { value(text) }))));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }

    private sealed class Recorder(List<StepProgress> told) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => told.Add(value);
    }
}
