namespace MLNet.SemanticConv;

/// <summary>Vectors of length 1, n × d row by row, whose dot products are cosines. A vector of zeros stays one: it has no direction.</summary>
internal sealed class UnitVectors
{
    private readonly float[] _values;

    private UnitVectors(float[] values, int dimensions) => (_values, Dimensions) = (values, dimensions);

    /// <summary>The number of vectors, n.</summary>
    public int Count => _values.Length / Dimensions;

    /// <summary>The length d of a row.</summary>
    public int Dimensions { get; }

    public ReadOnlySpan<float> this[int row] => _values.AsSpan(row * Dimensions, Dimensions);

    /// <summary>Scales each row to length 1; the norm is taken in double precision, in the order of the row, and so is the same everywhere.</summary>
    /// <param name="values">The vectors, n × d; overwritten.</param>
    /// <param name="dimensions">The length d of a row.</param>
    public static UnitVectors Normalize(float[] values, int dimensions)
    {
        for (int start = 0; start < values.Length; start += dimensions) Normalize(values.AsSpan(start, dimensions));
        return new(values, dimensions);
    }

    /// <summary>These vectors followed by others of the same length.</summary>
    public UnitVectors Append(UnitVectors others) => new([.. _values, .. others._values], Dimensions);

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
