using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// Computes y = x + x·C for one row at a time: yⱼ = xⱼ + Σᵢ xᵢ·C[i, j], the sum in floats over rising i from 0, each product rounded before
/// it is added, and xⱼ added last. That is the order in which SciPy computes <c>X + X @ C</c>, and the result is the same to the bit
/// wherever it is computed. It holds the scratch of one cursor: no memory is taken per row, and threads have one each.
/// </summary>
internal sealed class RowConvolver
{
    // Several times what most rows have.
    private const int UsualTerms = 4096;

    private readonly CorrelationMatrix _matrix;
    private readonly SlotSums _sums;

    // The terms xᵢ·C[i, j], in the order of their addition, and the j of each; a row of the matrix always finds room after the first
    // _full.
    private readonly int[] _slots;
    private readonly float[] _terms;
    private readonly int _full;

    // The slots of a dense row.
    private int[]? _all;

    public RowConvolver(CorrelationMatrix matrix)
    {
        (_matrix, _sums) = (matrix, new(matrix.Size));
        int most = matrix.Entries.LongestRow + MatrixEntries.Block;
        _full = Math.Max(UsualTerms - most, 0);
        (_slots, _terms) = (new int[_full + most], new float[_full + most]);
    }

    /// <summary>Convolves a row of a bag, dense or sparse; the result is dense where that takes less memory.</summary>
    /// <param name="row">x, of the length of the matrix.</param>
    /// <param name="result">y; its memory is used again.</param>
    /// <exception cref="ArgumentException">The row has another length than the matrix.</exception>
    public void Convolve(in VBuffer<float> row, ref VBuffer<float> result)
    {
        if (row.Length != _matrix.Size)
            throw new ArgumentException($"The row has {row.Length} slots, the correlation matrix {_matrix.Size}.", nameof(row));
        int most = Add(row.IsDense ? _all ??= [.. Enumerable.Range(0, _matrix.Size)] : row.GetIndices(), row.GetValues());
        // An entry of a sparse row takes an index and a value.
        int enough = (_matrix.Size + 1) / 2;
        if (most >= enough && _sums.Count() >= enough)
        {
            var dense = VBufferEditor.Create(ref result, _matrix.Size);
            _sums.TakeAll(dense.Values);
            result = dense.Commit();
        }
        else
        {
            var sparse = VBufferEditor.Create(ref result, _matrix.Size, Math.Min(most, _matrix.Size - 1));
            result = sparse.CommitTruncated(_sums.Take(sparse.Indices, sparse.Values));
        }
    }

    /// <summary>Convolves a sparse row; <see cref="Take"/> must follow.</summary>
    /// <param name="indices">The slots that have a value, rising.</param>
    /// <param name="values">Their values.</param>
    /// <returns>The result has values for no more slots than this.</returns>
    public int Add(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        var entries = _matrix.Entries;
        var (slots, terms, full) = (_slots, _terms, _full);
        int count = 0, zeros = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            if (values[i] == 0)
            {
                zeros++;
                continue;
            }
            if (count > full)
            {
                AddTerms(count);
                count = 0;
            }
            count += entries.Multiply(indices[i], values[i], ref slots[count], ref terms[count]);
        }
        AddTerms(count);
        if (zeros == 0) _sums.Add(indices, values);
        else AddNonzero(indices, values);
        return _sums.Most;
    }

    /// <summary>Gives the result of a row and makes ready for the next.</summary>
    /// <param name="slots">Receives the slots that have a value, rising.</param>
    /// <param name="values">Receives a value for each of the slots.</param>
    /// <returns>The number of those slots.</returns>
    public int Take(Span<int> slots, Span<float> values) => _sums.Take(slots, values);

    private void AddTerms(int count) => _sums.Add(_slots.AsSpan(0, count), _terms.AsSpan(0, count));

    /// <summary>A zero touches nothing, so a dense row and its sparse form give the same slots.</summary>
    private void AddNonzero(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            if (values[i] != 0) _sums.Add(indices.Slice(i, 1), values.Slice(i, 1));
        }
    }
}
