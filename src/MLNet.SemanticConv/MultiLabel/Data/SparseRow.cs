namespace MLNet.SemanticConv;

/// <summary>The values of one row that are not 0.</summary>
internal readonly ref struct SparseRow(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
{
    /// <summary>Rising indices.</summary>
    public ReadOnlySpan<int> Indices { get; } = indices;

    /// <summary>The value at each of <see cref="Indices"/>.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>The inner product with a dense vector.</summary>
    public float Dot(ReadOnlySpan<float> dense)
    {
        float sum = 0;
        for (int k = 0; k < Indices.Length; k++) sum += Values[k] * dense[Indices[k]];
        return sum;
    }
}
