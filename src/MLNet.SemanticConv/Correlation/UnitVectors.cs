namespace MLNet.SemanticConv;

/// <summary>
/// Vectors of length 1, n × d row by row, whose dot products are cosines. A vector of zeros stays one: it has no direction.
/// </summary>
internal sealed class UnitVectors
{
    private readonly float[] _values;

    private UnitVectors(float[] values, int dimensions) => (_values, Dimensions) = (values, dimensions);

    /// <summary>The number of vectors, n.</summary>
    public int Count => _values.Length / Dimensions;

    /// <summary>The length d of a row.</summary>
    public int Dimensions { get; }

    public ReadOnlySpan<float> this[int row] => _values.AsSpan(row * Dimensions, Dimensions);

    /// <summary>
    /// Scales each row to length 1; the norm is taken in double precision, in the order of the row, and so is the same everywhere.
    /// </summary>
    /// <param name="values">The vectors, n × d; overwritten.</param>
    /// <param name="dimensions">The length d of a row.</param>
    public static UnitVectors Normalize(float[] values, int dimensions)
    {
        for (int start = 0; start < values.Length; start += dimensions) Normalize(values.AsSpan(start, dimensions));
        return new(values, dimensions);
    }

    /// <summary>These vectors followed by others of the same length.</summary>
    public UnitVectors Append(UnitVectors others) => new([.. _values, .. others._values], Dimensions);

    /// <summary>These vectors with one dimension more, which makes them longer than 1.</summary>
    /// <param name="last">The value of that dimension for each row.</param>
    public UnitVectors Extend(IEnumerable<float> last)
    {
        int longer = Dimensions + 1;
        float[] values = new float[Count * longer];
        int row = 0;
        foreach (float value in last)
        {
            this[row].CopyTo(values.AsSpan(row * longer));
            values[row * longer + Dimensions] = value;
            row++;
        }
        return new(values, longer);
    }

    /// <summary>The cosine of two vectors, as the kernels of the search compute it.</summary>
    public float Cosine(int left, int right)
    {
        var x = this[left];
        var y = this[right];
        float cosine = 0;
        for (int i = 0; i < x.Length; i++) cosine = MathF.FusedMultiplyAdd(x[i], y[i], cosine);
        return cosine;
    }

    public bool IsZero(int row) => !this[row].ContainsAnyExcept(0f);

    private static void Normalize(Span<float> row)
    {
        double squares = 0;
        foreach (float value in row) squares += (double)value * value;
        if (squares == 0) return;
        double norm = Math.Sqrt(squares);
        for (int i = 0; i < row.Length; i++) row[i] = (float)(row[i] / norm);
    }
}
