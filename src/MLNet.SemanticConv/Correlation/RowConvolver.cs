using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// Computes y = x + x·C for one row at a time: yⱼ = xⱼ + Σᵢ xᵢ·C[i, j], the sum in floats over rising i from 0, each product rounded before
/// it is added, and xⱼ added last. That is the order in which SciPy computes <c>X + X @ C</c>, and the result is the same to the bit
/// wherever it is computed. It holds the scratch of one cursor: no memory is taken per row, and threads have one each.
/// </summary>
internal sealed class RowConvolver(CorrelationMatrix matrix)
{
    private readonly SlotSums _sums = new(matrix.Size);

    /// <summary>Convolves a row of a bag, dense or sparse; the result is dense where that takes less memory.</summary>
    /// <param name="row">x, of the length of the matrix.</param>
    /// <param name="result">y; its memory is used again.</param>
    /// <exception cref="ArgumentException">The row has another length than the matrix.</exception>
    public void Convolve(in VBuffer<float> row, ref VBuffer<float> result)
    {
        if (row.Length != matrix.Size)
            throw new ArgumentException($"The row has {row.Length} slots, the correlation matrix {matrix.Size}.", nameof(row));
        int most = row.IsDense ? Add(row.GetValues()) : Add(row.GetIndices(), row.GetValues());
        // An entry of a sparse row takes an index and a value.
        int enough = (matrix.Size + 1) / 2;
        if (most >= enough && _sums.Count() >= enough)
        {
            var dense = VBufferEditor.Create(ref result, matrix.Size);
            _sums.TakeAll(dense.Values);
            result = dense.Commit();
        }
        else
        {
            var sparse = VBufferEditor.Create(ref result, matrix.Size, Math.Min(most, matrix.Size - 1));
            result = sparse.CommitTruncated(_sums.Take(sparse.Indices, sparse.Values));
        }
    }

    /// <summary>Convolves a sparse row; <see cref="Take"/> must follow.</summary>
    /// <param name="indices">The slots that have a value, rising.</param>
    /// <param name="values">Their values.</param>
    /// <returns>The result has values for no more slots than this.</returns>
    public int Add(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        var entries = matrix.Entries;
        for (int i = 0; i < indices.Length; i++)
        {
            // A zero adds nothing, so a dense row and its sparse form give the same slots.
            if (values[i] != 0) entries.AddRow(indices[i], values[i], _sums);
        }
        for (int i = 0; i < indices.Length; i++) AddOwn(indices[i], values[i]);
        return _sums.Most;
    }

    /// <summary>Gives the result of a row and makes ready for the next.</summary>
    /// <param name="slots">Receives the slots that have a value, rising.</param>
    /// <param name="values">Receives a value for each of the slots.</param>
    /// <returns>The number of those slots.</returns>
    public int Take(Span<int> slots, Span<float> values) => _sums.Take(slots, values);

    private int Add(ReadOnlySpan<float> values)
    {
        var entries = matrix.Entries;
        for (int slot = 0; slot < values.Length; slot++)
        {
            if (values[slot] != 0) entries.AddRow(slot, values[slot], _sums);
        }
        for (int slot = 0; slot < values.Length; slot++) AddOwn(slot, values[slot]);
        return _sums.Most;
    }

    private void AddOwn(int slot, float value)
    {
        if (value != 0) _sums.Add(slot, value);
    }
}
