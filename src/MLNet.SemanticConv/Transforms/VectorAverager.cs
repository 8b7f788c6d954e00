using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>The weighted sum of the vectors of a row's slots, scaled to length 1: y = x·V / ‖x·V‖.</summary>
internal sealed class VectorAverager
{
    private readonly float[] _zeros;

    /// <param name="dimensions">d.</param>
    /// <param name="rowOfSlot">For each slot the row of its vector, or −1.</param>
    /// <param name="vectors">The vectors, row by row.</param>
    public VectorAverager(int dimensions, int[] rowOfSlot, float[] vectors)
        => (Dimensions, RowOfSlot, Vectors, _zeros) = (dimensions, rowOfSlot, vectors, new float[dimensions]);

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
        Sum(slots, values, sum);
        float norm = TensorPrimitives.Norm<float>(sum);
        if (norm > 0) TensorPrimitives.Divide(sum, norm, sum);
    }

    /// <summary>x·V of a row.</summary>
    /// <param name="slots">The slots of the values, or nothing where the row is dense.</param>
    /// <param name="values">The values of x.</param>
    /// <param name="sum">Receives d values; zeros where no slot has a vector.</param>
    public void Sum(ReadOnlySpan<int> slots, ReadOnlySpan<float> values, Span<float> sum)
    {
        sum.Clear();
        for (int i = 0; i < values.Length;)
        {
            var a = Next(slots, values, ref i, out float w);
            var b = Next(slots, values, ref i, out float x);
            var c = Next(slots, values, ref i, out float y);
            var d = Next(slots, values, ref i, out float z);
            WeightedRows.Add(sum, w, a, x, b, y, c, z, d);
        }
    }

    /// <summary>The vector of a slot; nothing where it has none.</summary>
    public ReadOnlySpan<float> VectorOf(int slot)
        => RowOfSlot[slot] is >= 0 and int row ? Vectors.AsSpan(row * Dimensions, Dimensions) : [];

    /// <summary>The next vector and the value that it is multiplied by; at the end zeros.</summary>
    private ReadOnlySpan<float> Next(ReadOnlySpan<int> slots, ReadOnlySpan<float> values, ref int i, out float value)
    {
        bool dense = slots.Length != values.Length;
        while (i < values.Length)
        {
            var vector = VectorOf(dense ? i : slots[i]);
            value = values[i++];
            if (vector.Length > 0) return vector;
        }
        value = 0;
        return _zeros;
    }
}
