using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>
/// A matrix of floats outside the managed heap, for several threads. Its rows begin at cache lines and are padded with zeros to whole
/// registers. In memory the first and the last rows take turns: processors fetch beyond the row that is read, and the rows of the most
/// frequent words, side by side, would lose lines to the other cores all the time.
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

    public float* Row(int row)
    {
        // The lesser of 2 · row and 2 · (Rows − 1 − row) + 1, by arithmetic instead of a branch, which no processor could predict.
        long place = 2L * row, beyond = (2L * Rows) - 1 - (2 * place);
        return _values + ((place + (beyond & (beyond >> 63))) * _pitch);
    }

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
