using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// The rows of some data with all their columns, followed by one for each label that they have, whose text is the words of the label's
/// name. A number with fractions is 1 in the added rows, so that they weigh as much as others do; their other columns are empty.
/// </summary>
internal sealed class LabelNamesView : IDataView
{
    private readonly IDataView _data;
    private readonly DataViewSchema.Column _text;
    private readonly LabelColumn _labels;

    public LabelNamesView(IDataView data, DataViewSchema.Column text, LabelColumn labels)
    {
        (_data, _text, _labels) = (data, text, labels);
        var builder = new DataViewSchema.Builder();
        foreach (var column in data.Schema)
        {
            if (column.Index == labels.Column.Index) builder.AddColumn(column.Name, new VectorDataViewType(TextDataViewType.Instance));
            else builder.AddColumn(column.Name, column.Type, column.Annotations);
        }
        LearnOnlyColumn.AddTo(builder);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = new bool[Schema.Count];
        foreach (var column in columnsNeeded) active[column.Index] = true;
        // The labels are read in any case: which names come last depends on them.
        var read = _data.Schema.Where(column => active[column.Index] || column.Index == _labels.Column.Index);
        return new Cursor(this, _data.GetRowCursor(read), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly LabelNamesView _view;
        private readonly DataViewRowCursor _rows;
        private readonly bool[] _active;
        private readonly Action<List<string>> _readLabels;
        private readonly SortedSet<string> _met = new(StringComparer.Ordinal);
        private readonly List<string> _labels = [];
        private (string Label, string Words)[]? _names;
        private int _name = -1;
        private long _position = -1;

        public Cursor(LabelNamesView view, DataViewRowCursor rows, bool[] active)
        {
            (_view, _rows, _active) = (view, rows, active);
            _readLabels = view._labels.CreateReader(rows);
        }

        public override DataViewSchema Schema => _view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override bool MoveNext()
        {
            if (_names is null && _rows.MoveNext())
            {
                _readLabels(_labels);
                _met.UnionWith(_labels);
            }
            else
            {
                _names ??= [.. LabelNames.WithWords(_met)];
                if (_name == _names.Length || ++_name == _names.Length)
                {
                    _position = -1;
                    return false;
                }
            }
            _position++;
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
        {
            var get = _rows.GetIdGetter();
            return (ref DataViewRowId id) =>
            {
                if (IsName) id = new((ulong)_name, ulong.MaxValue);
                else get(ref id);
            };
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new InvalidOperationException($"The column '{column.Name}' was not asked for when this cursor was made.");
            Delegate getter = column.Index == _view.Schema.Count - 1 ? LearnOnly()
                : column.Index == _view._labels.Column.Index ? Labels()
                : column.Index == _view._text.Index ? Text()
                : Other<TValue>(_view._data.Schema[column.Index]);
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException(
                    $"The column '{column.Name}' holds {column.Type}, which is not read as {typeof(TValue)}.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _rows.Dispose();
            base.Dispose(disposing);
        }

        private bool IsName => _names is not null;

        private ValueGetter<bool> LearnOnly() => (ref bool value) => value = IsName;

        private ValueGetter<VBuffer<ReadOnlyMemory<char>>> Labels() => (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            IReadOnlyList<string> labels = IsName ? [_names![_name].Label] : _labels;
            var editor = VBufferEditor.Create(ref value, labels.Count);
            for (int i = 0; i < labels.Count; i++) editor.Values[i] = labels[i].AsMemory();
            value = editor.Commit();
        };

        private ValueGetter<ReadOnlyMemory<char>> Text()
        {
            var get = _rows.GetGetter<ReadOnlyMemory<char>>(_view._text);
            return (ref ReadOnlyMemory<char> value) =>
            {
                if (IsName) value = _names![_name].Words.AsMemory();
                else get(ref value);
            };
        }

        private ValueGetter<TValue> Other<TValue>(DataViewSchema.Column column)
        {
            var get = _rows.GetGetter<TValue>(column);
            TValue ofNames = OfNames<TValue>(column.Type);
            return (ref TValue value) =>
            {
                if (IsName) value = ofNames;
                else get(ref value);
            };
        }

        private static TValue OfNames<TValue>(DataViewType type) => type switch
        {
            NumberDataViewType when typeof(TValue) == typeof(float) => (TValue)(object)1f,
            NumberDataViewType when typeof(TValue) == typeof(double) => (TValue)(object)1.0,
            VectorDataViewType vector => (TValue)typeof(Cursor).GetMethod(nameof(Empty), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(vector.ItemType.RawType).Invoke(null, [vector.Size])!,
            _ => default!,
        };

        // Without values, but of the size that the column promises.
        private static VBuffer<T> Empty<T>(int size) => new(size, 0, [], []);
    }
}
