using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// Computes y = x + x·C for one row at a time: yⱼ = xⱼ + Σᵢ xᵢ·C[i, j], the sum in floats over rising i from 0, each product rounded before
/// it is added, and xⱼ added last. That is the order in which SciPy computes <c>X + X @ C</c>, and the result is the same to the bit
/// wherever it is computed. It holds the scratch of one cursor: no memory is taken per row, and threads have one each.
/// </summary>
internal sealed class RowConvolver(CorrelationMatrix matrix)
{
    private readonly float[] _sums = new float[matrix.Size];
    private readonly int[] _slots = new int[TouchedSlots.RoomFor(matrix.Size)];
    private readonly TouchedSlots _touched = new(matrix.Size);
    private int _count;

    /// <summary>Convolves a row of a bag, dense or sparse; the result is dense where that takes less memory.</summary>
    /// <param name="row">x, of the length of the matrix.</param>
    /// <param name="result">y; its memory is used again.</param>
    /// <exception cref="ArgumentException">The row has another length than the matrix.</exception>
    public void Convolve(in VBuffer<float> row, ref VBuffer<float> result)
    {
        if (row.Length != matrix.Size)
            throw new ArgumentException($"The row has {row.Length} slots, the correlation matrix {matrix.Size}.", nameof(row));
        int count = row.IsDense ? Add(row.GetValues()) : Add(row.GetIndices(), row.GetValues());
        // An entry of a sparse row takes an index and a value.
        bool dense = count >= matrix.Size / 2;
        var editor = VBufferEditor.Create(ref result, matrix.Size, dense ? matrix.Size : count);
        if (dense) TakeDense(editor.Values);
        else Take(editor.Indices, editor.Values);
        result = editor.Commit();
    }

    /// <summary>Convolves a sparse row; <see cref="Take"/> or <see cref="TakeDense"/> must follow.</summary>
    /// <param name="indices">The slots that have a value, rising.</param>
    /// <param name="values">Their values.</param>
    /// <returns>The number of slots that the result has a value for.</returns>
    public int Add(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < indices.Length; i++) AddNeighbors(indices[i], values[i]);
        for (int i = 0; i < indices.Length; i++) AddOwn(indices[i], values[i]);
        return _count = _touched.Drain(_slots);
    }

    /// <summary>Convolves a dense row; <see cref="Take"/> or <see cref="TakeDense"/> must follow.</summary>
    /// <param name="values">A value for each slot.</param>
    /// <returns>The number of slots that the result has a value for.</returns>
    public int Add(ReadOnlySpan<float> values)
    {
        for (int slot = 0; slot < values.Length; slot++) AddNeighbors(slot, values[slot]);
        for (int slot = 0; slot < values.Length; slot++) AddOwn(slot, values[slot]);
        return _count = _touched.Drain(_slots);
    }

    /// <summary>Gives the result as a sparse row and makes ready for the next.</summary>
    /// <param name="indices">Receives the slots, rising; as many as the call before returned.</param>
    /// <param name="values">Receives their values.</param>
    public void Take(Span<int> indices, Span<float> values)
    {
        _slots.AsSpan(0, _count).CopyTo(indices);
        for (int i = 0; i < _count; i++)
        {
            ref float sum = ref _sums[_slots[i]];
            values[i] = sum;
            sum = 0;
        }
    }

    /// <summary>Gives the result as a dense row and makes ready for the next.</summary>
    /// <param name="values">Receives a value for each slot.</param>
    public void TakeDense(Span<float> values)
    {
        _sums.CopyTo(values);
        Array.Clear(_sums);
    }

    // A zero adds nothing, so a dense row and its sparse form give the same slots.
    private void AddNeighbors(int slot, float value)
    {
        if (value == 0) return;
        float[] sums = _sums;
        var columns = matrix.Columns(slot);
        var weights = matrix.Weights(slot)[..columns.Length];
        for (int i = 0; i < columns.Length; i++) sums[columns[i]] += value * weights[i];
        _touched.Add(columns);
    }

    private void AddOwn(int slot, float value)
    {
        if (value == 0) return;
        _sums[slot] = value + _sums[slot];
        _touched.Add(slot);
    }
}
