namespace MLNet.SemanticConv;

/// <summary>
/// Vectors laid out as a kernel reads them: in panels of a few vectors side by side, the first dimension of each, then the second of each, and so on.
/// The last panel is filled up with zeros.
/// </summary>
internal sealed unsafe class PackedPanels
{
    private const int Alignment = 64;
    private readonly float[] _values;
    private readonly int _width;
    private readonly int _depth;

    /// <param name="capacity">How many vectors there is room for.</param>
    /// <param name="width">The vectors of a panel.</param>
    /// <param name="depth">The dimensions.</param>
    public PackedPanels(int capacity, int width, int depth)
    {
        (_width, _depth) = (width, depth);
        long length = (capacity + width - 1L) / width * width * depth + Alignment / sizeof(float);
        // Pinned, so that panels can be aligned to cache lines and handed to kernels as pointers.
        _values = GC.AllocateArray<float>(checked((int)length), pinned: true);
    }

    /// <summary>The panel that begins with the given vector, a multiple of the width.</summary>
    public float* Panel(int vector)
    {
        nint origin = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _values[0]);
        return (float*)((origin + Alignment - 1) & -Alignment) + (nint)vector * _depth;
    }

    /// <summary>Lays out the given rows from the first panel on.</summary>
    public void Pack(UnitVectors vectors, ReadOnlySpan<int> rows)
    {
        for (int first = 0; first < rows.Length; first += _width)
        {
            float* panel = Panel(first);
            for (int lane = 0; lane < _width; lane++)
            {
                if (first + lane < rows.Length)
                {
                    var vector = vectors[rows[first + lane]];
                    for (int k = 0; k < vector.Length; k++) panel[k * _width + lane] = vector[k];
                }
                else
                {
                    for (int k = 0; k < _depth; k++) panel[k * _width + lane] = 0;
                }
            }
        }
    }
}
