using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>A sparse matrix A by rows, n × V, and its products with dense matrices of few columns.</summary>
internal sealed class SparseRows
{
    private readonly int[] _starts, _columns;
    private readonly float[] _values;

    private SparseRows(int columnCount, int[] starts, int[] columns, float[] values)
        => (ColumnCount, _starts, _columns, _values) = (columnCount, starts, columns, values);

    /// <summary>n.</summary>
    public int RowCount => _starts.Length - 1;

    /// <summary>V.</summary>
    public int ColumnCount { get; }

    /// <summary>Aᵀ, V × n.</summary>
    public SparseRows Transpose()
    {
        int[] starts = new int[ColumnCount + 1], columns = new int[_columns.Length];
        float[] values = new float[_values.Length];
        foreach (int column in _columns) starts[column + 1]++;
        for (int column = 0; column < ColumnCount; column++) starts[column + 1] += starts[column];
        int[] next = starts[..^1];
        for (int row = 0; row < RowCount; row++)
        {
            for (int i = _starts[row]; i < _starts[row + 1]; i++)
            {
                int place = next[_columns[i]]++;
                (columns[place], values[place]) = (row, _values[i]);
            }
        }
        return new(RowCount, starts, columns, values);
    }

    /// <summary>Some of the rows.</summary>
    public SparseRows Take(ReadOnlySpan<int> rows)
    {
        var taken = new Builder(ColumnCount);
        foreach (int row in rows)
        {
            int start = _starts[row], length = _starts[row + 1] - start;
            taken.Add(_columns.AsSpan(start, length), _values.AsSpan(start, length));
        }
        return taken.Build();
    }

    /// <summary>A · M.</summary>
    /// <param name="matrix">M, V × d, row by row.</param>
    /// <param name="width">d.</param>
    /// <param name="product">Receives n × d values.</param>
    public void Multiply(ReadOnlySpan<float> matrix, int width, Span<float> product)
    {
        for (int row = 0; row < RowCount; row++)
        {
            var sum = product.Slice(row * width, width);
            sum.Clear();
            for (int i = _starts[row]; i < _starts[row + 1]; i++)
                TensorPrimitives.MultiplyAdd(matrix.Slice(_columns[i] * width, width), _values[i], sum, sum);
        }
    }

    /// <summary>Gathers rows one by one.</summary>
    public sealed class Builder(int columnCount)
    {
        private readonly List<int> _starts = [0], _columns = [];
        private readonly List<float> _values = [];

        /// <summary>Adds a row; zeros are left out.</summary>
        public void Add(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] == 0) continue;
                _columns.Add(columns[i]);
                _values.Add(values[i]);
            }
            _starts.Add(_columns.Count);
        }

        public SparseRows Build() => new(columnCount, [.. _starts], [.. _columns], [.. _values]);
    }
}
