using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>
/// The entries of a matrix in compressed rows, for a loop over many short rows: where each row begins was checked when the matrix was made,
/// so that only the number of the row is checked here. Checking both arrays anew for each row costs a third of its sums.
/// </summary>
internal readonly ref struct MatrixEntries
{
    /// <summary>Rows are copied by blocks of so many entries.</summary>
    public const int Block = 2 * Half;

    private const int Half = 8;

    private readonly ReadOnlySpan<int> _starts;
    private readonly ref int _columns;
    private readonly ref float _weights;
    private readonly int _count;

    /// <param name="starts">Where each row begins, and where the last ends: rising from 0 to the number of entries.</param>
    /// <param name="columns">The columns of the entries.</param>
    /// <param name="weights">Their weights; as many.</param>
    public MatrixEntries(int[] starts, int[] columns, float[] weights)
    {
        _starts = starts;
        _columns = ref MemoryMarshal.GetArrayDataReference(columns);
        _weights = ref MemoryMarshal.GetArrayDataReference(weights);
        _count = columns.Length;
    }

    /// <summary>The entries of the row that has the most.</summary>
    public int LongestRow
    {
        get
        {
            int longest = 0;
            for (int row = 0; row < _starts.Length - 1; row++) longest = Math.Max(longest, CountOf(row));
            return longest;
        }
    }

    /// <summary>The number of entries of a row.</summary>
    public int CountOf(int row) => _starts[row + 1] - _starts[row];

    /// <summary>
    /// Writes the columns j of a row and the terms factor · C[row, j]. A short loop ends at a moment that no processor foresees, and the
    /// surprise costs as much as ten additions: so whole blocks are written, and the next row writes over what was too much.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="columns">The first of the places for the columns: a <see cref="Block"/> more than the row has entries.</param>
    /// <param name="terms">The first of as many places for the terms.</param>
    /// <returns>The number of entries of the row.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Multiply(int row, float factor, ref int columns, ref float terms)
    {
        int start = _starts[row], length = _starts[row + 1] - start;
        ref int column = ref Unsafe.Add(ref _columns, start);
        ref float weight = ref Unsafe.Add(ref _weights, start);
        if (start + length + Block > _count)
        {
            // The last rows: what lies past them is not ours to read.
            for (int i = 0; i < length; i++)
            {
                Unsafe.Add(ref columns, i) = Unsafe.Add(ref column, i);
                Unsafe.Add(ref terms, i) = factor * Unsafe.Add(ref weight, i);
            }
            return length;
        }
        var factors = Vector256.Create(factor);
        nuint at = 0;
        do
        {
            Vector256.LoadUnsafe(ref column, at).StoreUnsafe(ref columns, at);
            Vector256.LoadUnsafe(ref column, at + Half).StoreUnsafe(ref columns, at + Half);
            (factors * Vector256.LoadUnsafe(ref weight, at)).StoreUnsafe(ref terms, at);
            (factors * Vector256.LoadUnsafe(ref weight, at + Half)).StoreUnsafe(ref terms, at + Half);
            at += Block;
        }
        while (at < (nuint)length);
        return length;
    }
}
