using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

public sealed partial class WordVectors
{
    /// <summary>The cosine of the angle between two words' vectors: x·y / (|x| |y|).</summary>
    /// <param name="a">A word.</param>
    /// <param name="b">Another one.</param>
    /// <returns>From −1 to 1; 0 where a vector is all zeros.</returns>
    /// <exception cref="KeyNotFoundException">A word has no vector.</exception>
    public float CosineSimilarity(string a, string b)
    {
        int i = IndexOf(a), j = IndexOf(b);
        return Cosine(this[i], Norms[i], j);
    }

    /// <summary>The words most similar to a word by cosine, without the word itself; gensim's <c>most_similar</c>.</summary>
    /// <param name="word">The word.</param>
    /// <param name="topn">How many. The default value is 10.</param>
    /// <returns>
    /// The neighbours by falling cosine, those of equal cosine by rising row; fewer than <paramref name="topn"/> only if there are no
    /// more.
    /// </returns>
    /// <exception cref="KeyNotFoundException">The word has no vector.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="topn"/> is negative.</exception>
    /// <example>
    /// <code>
    /// foreach (var neighbor in vectors.MostSimilar("adapter", topn: 3)) Console.WriteLine($"{neighbor.Word} {neighbor.Similarity:F2}");
    /// </code>
    /// </example>
    public NeighborList MostSimilar(string word, int topn = 10)
    {
        int row = IndexOf(word);
        return new(word, "cosine", MostSimilar(this[row], topn, except: row));
    }

    /// <summary>The words most similar by cosine to a vector, such as the sum of several words' vectors.</summary>
    /// <param name="vector">d values.</param>
    /// <param name="topn">How many. The default value is 10.</param>
    /// <returns>
    /// The neighbours by falling cosine, those of equal cosine by rising row; fewer than <paramref name="topn"/> only if there are no
    /// more.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> does not have d values.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="topn"/> is negative.</exception>
    public NeighborList MostSimilar(ReadOnlySpan<float> vector, int topn = 10)
    {
        if (vector.Length != Dimensions)
            throw new ArgumentException($"The vector has {vector.Length} values, not {Dimensions}.", nameof(vector));
        return new("word", "cosine", MostSimilar(vector, topn, except: -1));
    }

    private Neighbor[] MostSimilar(ReadOnlySpan<float> vector, int topn, int except)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(topn);
        if (topn == 0) return [];
        float norm = TensorPrimitives.Norm(vector);
        // The worst of the best is first in the heap: the smallest cosine and, among equal ones, the greatest row.
        var best = new PriorityQueue<int, (float Cosine, int NegatedRow)>(Math.Min(topn, Count) + 1);
        for (int i = 0; i < Count; i++)
        {
            if (i == except) continue;
            var rank = (Cosine(vector, norm, i), -i);
            if (best.Count < topn) best.Enqueue(i, rank);
            else best.EnqueueDequeue(i, rank);
        }
        var neighbors = new Neighbor[best.Count];
        while (best.TryDequeue(out int row, out var rank)) neighbors[best.Count] = new(Words[row], rank.Cosine);
        return neighbors;
    }

    private float Cosine(ReadOnlySpan<float> vector, float norm, int row)
    {
        float norms = norm * Norms[row];
        return norms > 0 ? TensorPrimitives.Dot(vector, this[row]) / norms : 0;
    }
}
