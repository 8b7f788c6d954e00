namespace MLNet.SemanticConv;

/// <summary>
/// Vectors laid out as a kernel reads them: in panels of a few vectors side by side, the first dimension of each, then the second of each,
/// and so on. The last panel is filled up with zeros.
/// </summary>
internal sealed unsafe class PackedPanels
{
    private readonly AlignedFloats _values;
    private readonly int _width;
    private readonly int _depth;

    /// <param name="capacity">How many vectors there is room for.</param>
    /// <param name="width">The vectors of a panel.</param>
    /// <param name="depth">The dimensions.</param>
    public PackedPanels(int capacity, int width, int depth)
    {
        (_width, _depth) = (width, depth);
        _values = new((capacity + width - 1L) / width * width * depth);
    }

    /// <summary>The panel that begins with the given vector, a multiple of the width.</summary>
    public float* Panel(int vector) => _values.Pointer + (nint)vector * _depth;

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
