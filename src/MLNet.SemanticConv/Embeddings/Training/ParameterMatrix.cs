using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>
/// A matrix of floats outside the managed heap. Its rows begin at cache lines and are padded with zeros to whole registers.
/// </summary>
internal sealed unsafe class ParameterMatrix : IDisposable
{
    private const int CacheLine = 64;

    private readonly nint _pitch;
    private float* _values;

    /// <param name="rows">The number of rows.</param>
    /// <param name="dimensions">The values of a row.</param>
    /// <param name="multiple">What the stride is a multiple of.</param>
    public ParameterMatrix(int rows, int dimensions, int multiple)
    {
        (Rows, Dimensions, Stride) = (rows, dimensions, RoundUp(dimensions, multiple));
        _pitch = RoundUp(Stride, CacheLine / sizeof(float));
        nuint bytes = (nuint)rows * (nuint)_pitch * sizeof(float);
        _values = (float*)NativeMemory.AlignedAlloc(bytes, CacheLine);
        NativeMemory.Clear(_values, bytes);
    }

    ~ParameterMatrix() => Free();

    public int Rows { get; }

    public int Dimensions { get; }

    /// <summary>The floats of a row, its padding to whole registers included.</summary>
    public int Stride { get; }

    public float* Row(int row) => _values + (row * _pitch);

    /// <summary>A row without its padding.</summary>
    public Span<float> this[int row] => new(Row(row), Dimensions);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    private void Free()
    {
        NativeMemory.AlignedFree(_values);
        _values = null;
    }
}
