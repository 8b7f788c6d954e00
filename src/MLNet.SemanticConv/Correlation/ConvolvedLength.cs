using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>
/// Computes ‖x + x·C‖ for one row at a time, which needs the sums of its slots in no order: a third of the time that making the row takes.
/// It holds the scratch of one cursor: no memory is taken per row, and threads have one each.
/// </summary>
internal sealed class ConvolvedLength(CorrelationMatrix matrix)
{
    private readonly float[] _sums = new float[matrix.Size];   // zeros between two rows
    private int[] _slots = [];
    private float[] _terms = [];

    /// <summary>‖x + x·C‖.</summary>
    /// <param name="indices">The slots that have a value.</param>
    /// <param name="values">Their values.</param>
    public float Of(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        int count = MakeTerms(indices, values);
        Span<float> terms = _terms.AsSpan(0, count);
        // The checks of three arrays would take as long as the sums: slots are columns of the matrix, which were checked.
        ref float sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref float term = ref MemoryMarshal.GetReference(terms);
        ref int slot = ref MemoryMarshal.GetArrayDataReference(_slots);
        for (int i = 0; i < count; i++) Unsafe.Add(ref sums, Unsafe.Add(ref slot, i)) += Unsafe.Add(ref term, i);
        // a slot of several terms is taken with the first of them
        for (int i = 0; i < count; i++)
        {
            ref float sum = ref Unsafe.Add(ref sums, Unsafe.Add(ref slot, i));
            (Unsafe.Add(ref term, i), sum) = (sum, 0);
        }
        return TensorPrimitives.Norm<float>(terms);
    }

    /// <summary>Writes xᵢ and xᵢ·C[i, j], and the slot of each.</summary>
    private int MakeTerms(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        var entries = matrix.Entries;
        int most = indices.Length + MatrixEntries.Block;
        foreach (int slot in indices) most += entries.CountOf(slot);   // which checks the slot
        if (most > _slots.Length) (_slots, _terms) = (new int[2 * most], new float[2 * most]);
        int count = indices.Length;
        indices.CopyTo(_slots);
        values.CopyTo(_terms);
        for (int i = 0; i < indices.Length; i++) count += entries.Multiply(indices[i], values[i], ref _slots[count], ref _terms[count]);
        return count;
    }
}
