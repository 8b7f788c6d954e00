using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>
/// The entries of a matrix in compressed rows, for a loop over many short rows: where each row begins was checked when the matrix was made,
/// so that only the number of the row is checked here. Checking both arrays anew for each row costs a third of its sums.
/// </summary>
internal readonly ref struct MatrixEntries
{
    private readonly ReadOnlySpan<int> _starts;
    private readonly ref int _columns;
    private readonly ref float _weights;

    /// <param name="starts">Where each row begins, and where the last ends: rising from 0 to the number of entries.</param>
    /// <param name="columns">The columns of the entries.</param>
    /// <param name="weights">Their weights; as many.</param>
    public MatrixEntries(int[] starts, int[] columns, float[] weights)
    {
        _starts = starts;
        _columns = ref MemoryMarshal.GetArrayDataReference(columns);
        _weights = ref MemoryMarshal.GetArrayDataReference(weights);
    }

    /// <summary>Adds factor · C[row, j] to the sum of each slot j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddRow(int row, float factor, SlotSums sums)
    {
        int start = _starts[row], length = _starts[row + 1] - start;
        sums.Add(
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _columns, start), length),
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _weights, start), length),
            factor);
    }
}
