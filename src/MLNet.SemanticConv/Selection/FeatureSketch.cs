using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>
/// Short dense vectors of unit length that replace sparse features: each feature adds its value, with a random sign, at four random
/// places (Kane and Nelson 2014), so that inner products are about the same.
/// </summary>
internal static class FeatureSketch
{
    /// <summary>The length of a sketch.</summary>
    public const int Size = 256;

    private const int Places = 4, BitsOfPlace = 16;

    /// <summary>The sketch of features; zeros where there are none.</summary>
    /// <param name="indices">The features that are not 0, or nothing where <paramref name="values"/> is dense.</param>
    /// <param name="values">Their values.</param>
    public static float[] Of(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        bool dense = indices.Length != values.Length;
        float[] sketch = new float[Size];
        for (int i = 0; i < values.Length; i++)
        {
            ulong lots = RandomBits.Mix((ulong)(dense ? i : indices[i]) * 0x9E3779B97F4A7C15 + 1);
            for (int place = 0; place < Places; place++, lots >>= BitsOfPlace)
                sketch[(int)(lots % Size)] += (lots >> (BitsOfPlace - 1) & 1) == 0 ? values[i] : -values[i];
        }
        float norm = TensorPrimitives.Norm<float>(sketch);
        if (norm > 0) TensorPrimitives.Divide(sketch, norm, sketch);
        return sketch;
    }
}
