using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>The weighted sum of the vectors of a row's slots, scaled to length 1: y = x·V / ‖x·V‖.</summary>
internal sealed class VectorAverager
{
    /// <param name="dimensions">d.</param>
    /// <param name="rowOfSlot">For each slot the row of its vector, or −1.</param>
    /// <param name="vectors">The vectors, row by row.</param>
    public VectorAverager(int dimensions, int[] rowOfSlot, float[] vectors)
        => (Dimensions, RowOfSlot, Vectors) = (dimensions, rowOfSlot, vectors);

    public int Dimensions { get; }

    public int[] RowOfSlot { get; }

    public float[] Vectors { get; }

    /// <summary>Prepares vectors and looks up those of the words that name slots.</summary>
    public static VectorAverager Create(string[] vocabulary, WordVectors vectors, int? removedComponents, bool unitLength)
    {
        vectors.CheckFinite();
        float[] prepared = vectors.Matrix.ToArray();
        if (removedComponents is { } components) AllButTheTop.Remove(prepared, vectors.Dimensions, components);
        if (unitLength) UnitVectors.Normalize(prepared, vectors.Dimensions);

        int[] rowOfSlot = new int[vocabulary.Length];
        List<float> found = [];
        for (int slot = 0; slot < rowOfSlot.Length; slot++)
        {
            rowOfSlot[slot] = -1;
            if (!vectors.TryGetIndex(vocabulary[slot], out int row)) continue;
            var vector = prepared.AsSpan(row * vectors.Dimensions, vectors.Dimensions);
            if (!vector.ContainsAnyExcept(0f)) continue;
            rowOfSlot[slot] = found.Count / vectors.Dimensions;
            found.AddRange(vector);
        }
        return new(vectors.Dimensions, rowOfSlot, [.. found]);
    }

    /// <summary>y of a row.</summary>
    /// <param name="slots">The slots of the values, or nothing where the row is dense.</param>
    /// <param name="values">The values of x.</param>
    /// <param name="sum">Receives d values; zeros where no slot has a vector.</param>
    public void Average(ReadOnlySpan<int> slots, ReadOnlySpan<float> values, Span<float> sum)
    {
        sum.Clear();
        bool dense = slots.Length != values.Length;
        for (int k = 0; k < values.Length; k++)
        {
            int row = RowOfSlot[dense ? k : slots[k]];
            if (row >= 0) TensorPrimitives.MultiplyAdd(Vectors.AsSpan(row * Dimensions, Dimensions), values[k], sum, sum);
        }
        float norm = TensorPrimitives.Norm<float>(sum);
        if (norm > 0) TensorPrimitives.Divide(sum, norm, sum);
    }
}
