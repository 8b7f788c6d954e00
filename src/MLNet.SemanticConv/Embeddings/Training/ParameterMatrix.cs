using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>A matrix of floats outside the managed heap, whose rows are aligned and padded with zeros to whole registers.</summary>
internal sealed unsafe class ParameterMatrix : IDisposable
{
    private const int Alignment = 64;

    private float* _values;

    /// <param name="rows">The number of rows.</param>
    /// <param name="dimensions">The values of a row.</param>
    /// <param name="multiple">What the stride is a multiple of.</param>
    public ParameterMatrix(int rows, int dimensions, int multiple)
    {
        (Rows, Dimensions, Stride) = (rows, dimensions, (dimensions + multiple - 1) / multiple * multiple);
        nuint bytes = (nuint)rows * (nuint)Stride * sizeof(float);
        _values = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_values, bytes);
    }

    ~ParameterMatrix() => Free();

    public int Rows { get; }

    public int Dimensions { get; }

    /// <summary>The floats from one row to the next.</summary>
    public int Stride { get; }

    public float* Row(int row) => _values + ((nint)row * Stride);

    /// <summary>A row without its padding.</summary>
    public Span<float> this[int row] => new(Row(row), Dimensions);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_values);
        _values = null;
    }
}
