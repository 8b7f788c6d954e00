using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>The check that keeps NaN out of training and scores.</summary>
internal static class FiniteFeatures
{
    /// <exception cref="InvalidDataException">A value is NaN or infinite.</exception>
    public static void Check(ReadOnlySpan<float> values, string columnName, long row)
    {
        // One value that is not finite makes the sum of squares so; large values may as well, and are looked at one by one.
        if (values.IsEmpty || TensorPrimitives.Dot(values, values) is >= 0 and < float.PositiveInfinity) return;
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                throw new InvalidDataException($"The feature column '{columnName}' holds {value} in row {row}; features must be finite.");
        }
    }
}
