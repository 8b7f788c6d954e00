using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Rows in memory as ML.NET's trainers want them: a view of columns that are read by row number, which can be shuffled.</summary>
internal sealed class InMemoryView : IDataView
{
    private readonly int _rowCount;
    private readonly Func<Func<int>, Delegate>[] _createGetters;

    /// <param name="rowCount">The number of rows.</param>
    /// <param name="columns">Name and type of each column, and a function that makes its getter from one that tells the current
    /// row.</param>
    public InMemoryView(int rowCount, params ReadOnlySpan<(string Name, DataViewType Type, Func<Func<int>, Delegate> CreateGetter)> columns)
    {
        _rowCount = rowCount;
        var builder = new DataViewSchema.Builder();
        _createGetters = new Func<Func<int>, Delegate>[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            builder.AddColumn(columns[i].Name, columns[i].Type);
            _createGetters[i] = columns[i].CreateGetter;
        }
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    public long? GetRowCount() => _rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(this, columnsNeeded, rand is null ? null : Shuffled(rand));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    /// <summary>A column of one value a row.</summary>
    public static (string, DataViewType, Func<Func<int>, Delegate>) Column<T>(string name, DataViewType type, T[] values)
        => (name, type, row => (ValueGetter<T>)((ref T value) => value = values[row()]));

    /// <summary>A column of sparse features.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="features">The features of all rows.</param>
    /// <param name="rows">Those that the view has, or null for all.</param>
    public static (string, DataViewType, Func<Func<int>, Delegate>) Column(string name, FeatureRows features, int[]? rows)
        => (name, new VectorDataViewType(NumberDataViewType.Single, features.Size),
            row => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            int at = row();
            Fill(features[rows is null ? at : rows[at]], features.Size, ref value);
        }));

    /// <summary>Copies a row into a buffer, which then belongs to whoever asked.</summary>
    public static void Fill(SparseRow row, int size, ref VBuffer<float> value)
    {
        var editor = VBufferEditor.Create(ref value, size, row.Values.Length);
        row.Values.CopyTo(editor.Values);
        if (row.Values.Length < size) row.Indices.CopyTo(editor.Indices);
        value = editor.Commit();
    }

    private int[] Shuffled(Random rand)
    {
        int[] order = new int[_rowCount];
        for (int i = 0; i < order.Length; i++)
        {
            int j = rand.Next(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly InMemoryView _view;
        private readonly Delegate?[] _getters;
        private readonly int[]? _order;
        private long _position = -1;

        public Cursor(InMemoryView view, IEnumerable<DataViewSchema.Column> columnsNeeded, int[]? order)
        {
            (_view, _order) = (view, order);
            _getters = new Delegate[view._createGetters.Length];
            foreach (var column in columnsNeeded) _getters[column.Index] ??= view._createGetters[column.Index](CurrentRow);
        }

        public override DataViewSchema Schema => _view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool MoveNext() => ++_position < _view._rowCount;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)CurrentRow(), 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] != null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => _getters[column.Index] as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"The column '{column.Name}' is not read here as {typeof(TValue)}.");

        private int CurrentRow() => _order is null ? (int)_position : _order[_position];
    }
}
