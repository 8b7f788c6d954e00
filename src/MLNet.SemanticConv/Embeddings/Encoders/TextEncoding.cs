using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace MLNet.SemanticConv;

/// <summary>Has an encoder embed many texts.</summary>
internal static class TextEncoding
{
    // Enough that an encoder finds texts of the same length and keeps all cores busy; few enough that a kill loses some seconds only.
    private const int MostTexts = 8192, MostCharacters = 1 << 18;

    /// <summary>The embeddings of texts, scaled to length 1: n × d, row by row. Equal texts are encoded once.</summary>
    /// <exception cref="InvalidOperationException">The encoder gives another number of embeddings, or such that are not finite or not of
    /// one length.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static (float[] Embeddings, int Dimensions) Encode(
        IReadOnlyList<string> texts,
        IEmbeddingGenerator<string, Embedding<float>> encoder,
        IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] place = [.. texts.Select(text => first.TryGetValue(text, out int known) ? known : first[text] = first.Count)];
        string[] distinct = [.. first.Keys];   // in the order in which they were added
        float[] embeddings = [];
        int dimensions = 0, done = 0;
        foreach (string[] chunk in Chunks(distinct))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var generated = encoder.GenerateAsync(chunk, cancellationToken: cancellationToken).GetAwaiter().GetResult();
            if (generated.Count != chunk.Length)
                throw new InvalidOperationException($"The encoder gave {generated.Count} embeddings for {chunk.Length} texts.");
            foreach (var embedding in generated)
            {
                var values = embedding.Vector.Span;
                if (done == 0) embeddings = new float[checked(distinct.Length * (dimensions = values.Length))];
                Add(values, embeddings.AsSpan(done * dimensions, dimensions), distinct[done++]);
            }
            progress?.Report(new("Encoding the texts", done, distinct.Length));
        }
        return (distinct.Length == texts.Count ? embeddings : Spread(embeddings, dimensions, place), dimensions);
    }

    private static IEnumerable<string[]> Chunks(string[] texts)
    {
        int start = 0, characters = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            if (i > start && (i - start == MostTexts || characters + texts[i].Length > MostCharacters))
            {
                yield return texts[start..i];
                (start, characters) = (i, 0);
            }
            characters += texts[i].Length;
        }
        if (start < texts.Length) yield return texts[start..];
    }

    private static void Add(ReadOnlySpan<float> values, Span<float> to, string text)
    {
        if (values.Length != to.Length || to.IsEmpty)
            throw new InvalidOperationException(
                $"The encoder gave {values.Length} values for the text '{text}', but {to.Length} for the first.");
        float norm = TensorPrimitives.Norm(values);
        if (!float.IsFinite(norm)) throw new InvalidOperationException($"The encoder's embedding of the text '{text}' is not finite.");
        if (norm > 0) TensorPrimitives.Divide(values, norm, to);
    }

    private static float[] Spread(float[] embeddings, int dimensions, int[] place)
    {
        float[] spread = new float[checked(place.Length * dimensions)];
        for (int i = 0; i < place.Length; i++)
            embeddings.AsSpan(place[i] * dimensions, dimensions).CopyTo(spread.AsSpan(i * dimensions));
        return spread;
    }
}
