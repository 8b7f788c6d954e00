using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>Gathers the entries of a square sparse matrix row by row, in compressed rows with rising columns.</summary>
internal sealed class CsrBuilder(int size)
{
    private readonly int[] _starts = new int[checked(size + 1)];
    private readonly List<int> _columns = [];
    private readonly List<float> _weights = [];
    private int _row;

    /// <summary>Adds an entry to the row at hand; the columns of a row may come in any order.</summary>
    public void Add(int column, float weight)
    {
        _columns.Add(column);
        _weights.Add(weight);
    }

    /// <summary>Ends the row at hand and sorts it.</summary>
    /// <exception cref="ArgumentException">A column occurs twice in the row.</exception>
    public void EndRow()
    {
        int start = _starts[_row];
        var columns = CollectionsMarshal.AsSpan(_columns)[start..];
        columns.Sort(CollectionsMarshal.AsSpan(_weights)[start..]);
        for (int i = 1; i < columns.Length; i++)
            if (columns[i] == columns[i - 1])
                throw new ArgumentException($"Row {_row} of the matrix has two entries in column {columns[i]}.");
        _starts[++_row] = _columns.Count;
    }

    /// <summary>The matrix, once every row has ended.</summary>
    public CorrelationMatrix ToMatrix(IReadOnlyList<string> vocabulary, bool halfPrecision = false)
    {
        float[] weights = [.. _weights];
        if (halfPrecision)
            for (int i = 0; i < weights.Length; i++) weights[i] = (float)(Half)weights[i];
        return new(vocabulary, _starts, [.. _columns], weights, halfPrecision);
    }
}
