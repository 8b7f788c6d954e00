using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>
/// A matrix of floats outside the managed heap. Its rows begin at cache lines and are padded with zeros to whole registers.
/// </summary>
internal sealed unsafe class ParameterMatrix : IDisposable
{
    private const int CacheLine = 64;

    private readonly nint _pitch;
    private readonly MemoryMappedViewAccessor? _view;
    private float* _values;

    /// <param name="rows">The number of rows.</param>
    /// <param name="dimensions">The values of a row.</param>
    /// <param name="multiple">What the stride is a multiple of.</param>
    /// <param name="path">
    /// A file that holds the rows, mapped until the matrix is disposed of; it is made where there is none, full of zeros. Null keeps them
    /// in memory.
    /// </param>
    public ParameterMatrix(int rows, int dimensions, int multiple, string? path = null)
    {
        (Rows, Dimensions, Stride) = (rows, dimensions, RoundUp(dimensions, multiple));
        _pitch = RoundUp(Stride, CacheLine / sizeof(float));
        nuint bytes = (nuint)rows * (nuint)_pitch * sizeof(float);
        if (path is null)
        {
            _values = (float*)NativeMemory.AlignedAlloc(bytes, CacheLine);
            NativeMemory.Clear(_values, bytes);
            return;
        }
        using var mapping = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, (long)bytes);
        _view = mapping.CreateViewAccessor(0, (long)bytes);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _values = (float*)(start + _view.PointerOffset);
    }

    ~ParameterMatrix() => Free();

    public int Rows { get; }

    public int Dimensions { get; }

    /// <summary>The floats of a row, its padding to whole registers included.</summary>
    public int Stride { get; }

    public float* Row(int row) => _values + (row * _pitch);

    /// <summary>A row without its padding.</summary>
    public Span<float> this[int row] => new(Row(row), Dimensions);

    /// <summary>Writes the rows, without their padding.</summary>
    public void WriteTo(Stream stream)
    {
        for (int i = 0; i < Rows; i++) stream.Write(MemoryMarshal.AsBytes(this[i]));
    }

    /// <summary>Reads rows as <see cref="WriteTo"/> writes them.</summary>
    public void ReadFrom(Stream stream)
    {
        for (int i = 0; i < Rows; i++) stream.ReadExactly(MemoryMarshal.AsBytes(this[i]));
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    private void Free()
    {
        if (_view is null)
        {
            NativeMemory.AlignedFree(_values);
        }
        else if (_values is not null)
        {
            var handle = _view.SafeMemoryMappedViewHandle;
            handle.ReleasePointer();
            // Before the view, which would wait until the disk has all of it.
            handle.Dispose();
            _view.Dispose();
        }
        _values = null;
    }
}
