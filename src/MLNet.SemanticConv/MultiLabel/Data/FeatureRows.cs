using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>N rows of V features, sparse (CSR), in memory: 8 bytes for each value other than 0 and 24 for each row.</summary>
internal sealed class FeatureRows
{
    private readonly long[] _starts;
    private readonly int[][] _indices;
    private readonly float[][] _values;
    private readonly Lazy<double[]> _squaredNorms;

    private FeatureRows(int size, long[] starts, int[][] indices, float[][] values)
    {
        (Size, _starts, _indices, _values) = (size, starts, indices, values);
        _squaredNorms = new(() => [.. Enumerable.Range(0, Count).Select(row => NormOf(this[row]))]);
    }

    /// <summary>The number of features, V.</summary>
    public int Size { get; }

    /// <summary>The number of rows, N.</summary>
    public int Count => _starts.Length;

    /// <summary>The features of a row that are not 0, by rising index.</summary>
    public SparseRow this[int row]
    {
        get
        {
            // A row's values never straddle two chunks; its place is (chunk, offset, length).
            long start = _starts[row];
            int chunk = (int)(start >>> 32), offset = (int)(start & 0xFFFF_FFFF);
            int[] indices = _indices[chunk];
            int length = indices[offset];
            return new(indices.AsSpan(offset + 1, length), _values[chunk].AsSpan(offset + 1, length));
        }
    }

    /// <summary>‖x‖² of each row, computed once.</summary>
    public double[] SquaredNorms => _squaredNorms.Value;

    /// <summary>These rows, followed by some of others; what both keep in memory is shared.</summary>
    public FeatureRows With(FeatureRows others, IReadOnlyList<int> rows)
    {
        long chunk = (long)_indices.Length << 32;
        return new(Size, [.. _starts, .. rows.Select(row => others._starts[row] + chunk)],
            [.. _indices, .. others._indices], [.. _values, .. others._values]);
    }

    /// <summary>Reads the features of all rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidDataException">A value is not finite.</exception>
    public static FeatureRows Read(IDataView data, string featureName, CancellationToken cancellationToken)
    {
        var column = FeatureColumn.Bind(data.Schema, featureName);
        var rows = new Builder(column.Size);
        using var cursor = data.GetRowCursor([column.Column]);
        var readFeatures = column.CreateReader(cursor);
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(readFeatures());
        }
        return rows.Build();
    }

    private static double NormOf(SparseRow row)
    {
        double sum = 0;
        foreach (float value in row.Values) sum += (double)value * value;
        return sum;
    }

    /// <summary>Gathers rows one by one.</summary>
    public sealed class Builder(int size)
    {
        private const int ChunkLength = 1 << 20;
        private readonly List<long> _starts = [];
        private readonly List<int[]> _indices = [];
        private readonly List<float[]> _values = [];
        private int _used;

        public int Count => _starts.Count;

        /// <summary>Adds a row.</summary>
        public void Add(in VBuffer<float> row) => Add(row.GetIndices(), row.GetValues());

        /// <summary>Adds a row.</summary>
        /// <param name="indices">Rising indices, or nothing where <paramref name="values"/> is dense.</param>
        /// <param name="values">One value for each index, or V of them.</param>
        public void Add(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
        {
            int needed = values.Length + 1;
            if (_indices.Count == 0 || _used + needed > _indices[^1].Length)
            {
                Trim();
                int length = Math.Max(ChunkLength, needed);
                _indices.Add(new int[length]);
                _values.Add(new float[length]);
                _used = 0;
            }
            bool dense = indices.Length != values.Length;
            int[] toIndices = _indices[^1];
            float[] toValues = _values[^1];
            int at = _used + 1;
            for (int k = 0; k < values.Length; k++)
            {
                if (values[k] == 0) continue;
                toIndices[at] = dense ? k : indices[k];
                toValues[at++] = values[k];
            }
            _starts.Add((long)(_indices.Count - 1) << 32 | (uint)_used);
            toIndices[_used] = at - _used - 1;
            _used = at;
        }

        public FeatureRows Build()
        {
            Trim();
            return new(size, [.. _starts], [.. _indices], [.. _values]);
        }

        private void Trim()
        {
            if (_indices.Count == 0 || _used == _indices[^1].Length) return;
            _indices[^1] = _indices[^1].AsSpan(0, _used).ToArray();
            _values[^1] = _values[^1].AsSpan(0, _used).ToArray();
        }
    }
}
