using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>Learns word vectors whose weighted mean is the embedding of a text.</summary>
/// <param name="rows">A: the weights of the words of each text, n × V.</param>
/// <param name="embeddings">E: the embeddings of the texts, n × d.</param>
/// <param name="own">V₀: the embeddings of the words, V × d.</param>
/// <param name="dimensions">d.</param>
/// <param name="options">The settings.</param>
internal sealed class VectorDistillation(SparseRows rows, float[] embeddings, float[] own, int dimensions, DistillationOptions options)
{
    private const int MostHeldOut = 2_000, FewestHeldOut = 20;

    /// <summary>V, less the mean of the texts: V × d.</summary>
    /// <param name="progress">Told the share of the solutions that are found.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public float[] Learn(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        double regularization = Choose(progress, cancellationToken);
        float[] vectors = new RidgeRegression(rows, embeddings, dimensions).Solve(own, regularization, options, cancellationToken);
        Center(vectors);
        progress?.Report(1);
        return vectors;
    }

    /// <summary>λ: that of the vectors which bring held-out texts nearest to their embeddings; the first where texts are too few to
    /// tell.</summary>
    private double Choose(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        int count = Math.Min(MostHeldOut, (int)(rows.RowCount * options.HeldOutFraction));
        var candidates = options.Regularizations;
        if (candidates.Count == 1 || count < FewestHeldOut) return candidates[0];
        int[] order = [.. Enumerable.Range(0, rows.RowCount)];
        new Random(options.Seed).Shuffle(order);
        int[] held = order[..count], others = order[count..];
        var regression = new RidgeRegression(rows.Take(others), Take(others), dimensions);
        var (heldRows, heldEmbeddings) = (rows.Take(held), Take(held));
        double[] cosines = new double[candidates.Count];
        for (int i = 0; i < cosines.Length; i++)
        {
            float[] vectors = regression.Solve(own, candidates[i], options, cancellationToken);
            cosines[i] = MeanCosine(heldRows, vectors, heldEmbeddings);
            progress?.Report((i + 1.0) / (cosines.Length + 1));
        }
        return candidates[Array.IndexOf(cosines, cosines.Max())];
    }

    // What all texts have in common says nothing about any of them; without it, texts of length 1 differ as much as they can.
    private void Center(float[] vectors)
    {
        float[] texts = new float[rows.RowCount * dimensions], mean = new float[dimensions];
        rows.Multiply(vectors, dimensions, texts);
        for (int at = 0; at < texts.Length; at += dimensions) TensorPrimitives.Add(mean, texts.AsSpan(at, dimensions), mean);
        TensorPrimitives.Divide(mean, rows.RowCount, mean);
        for (int at = 0; at < vectors.Length; at += dimensions)
        {
            var vector = vectors.AsSpan(at, dimensions);
            TensorPrimitives.Subtract(vector, mean, vector);
        }
    }

    private double MeanCosine(SparseRows texts, float[] vectors, float[] targets)
    {
        float[] means = new float[targets.Length];
        texts.Multiply(vectors, dimensions, means);
        double sum = 0;
        for (int at = 0; at < means.Length; at += dimensions)
        {
            ReadOnlySpan<float> mean = means.AsSpan(at, dimensions), target = targets.AsSpan(at, dimensions);
            float norms = TensorPrimitives.Norm(mean) * TensorPrimitives.Norm(target);
            if (norms > 0) sum += TensorPrimitives.Dot(mean, target) / norms;
        }
        return sum / texts.RowCount;
    }

    private float[] Take(int[] texts)
    {
        float[] taken = new float[texts.Length * dimensions];
        for (int i = 0; i < texts.Length; i++)
            embeddings.AsSpan(texts[i] * dimensions, dimensions).CopyTo(taken.AsSpan(i * dimensions));
        return taken;
    }
}
