using Microsoft.Extensions.AI;

namespace MLNet.SemanticConv.Tests.Embeddings.Encoders;

/// <summary>An encoder whose embedding of a text counts its letters: e[k] = how often the k-th of some letters stands in it.</summary>
internal sealed class LetterEncoder(string letters = "abcdefghijklmnopqrstuvwxyz", string model = "letters")
    : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>The texts that it was asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Called before each batch.</summary>
    public Action? Before { get; init; }

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        Before?.Invoke();
        cancellationToken.ThrowIfCancellationRequested();
        string[] texts = [.. values];
        Asked.AddRange(texts);
        return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(texts.Select(text => new Embedding<float>(Of(text)))));
    }

    public float[] Of(string text) => [.. letters.Select(letter => (float)text.Count(c => c == letter))];

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", null, model, letters.Length) : null;

    public void Dispose() { }
}
