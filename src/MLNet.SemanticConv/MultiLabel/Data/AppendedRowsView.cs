using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// The rows of some data with all their columns, followed by others that are learnt from and never judged by. Of these nothing is known but
/// text, labels and weight: another number with fractions is 1, so that they weigh as much as others do, and other columns are empty.
/// </summary>
internal sealed class AppendedRowsView : IDataView
{
    private readonly IDataView _data;
    private readonly DataViewSchema.Column _text;
    private readonly LabelColumn _labels;
    private readonly Func<IAppendedRows> _begin;
    private readonly float _weight;
    private readonly int _weightIndex = -1, _learnOnlyIndex;

    /// <param name="data">The rows that come first.</param>
    /// <param name="text">Their texts.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="begin">Makes what tells the others, for one pass.</param>
    /// <param name="weights">The column of weights, which is made where the data have none, and what each of the others weighs; null for
    /// no such column.</param>
    public AppendedRowsView(
        IDataView data, DataViewSchema.Column text, LabelColumn labels, Func<IAppendedRows> begin,
        (string Name, float OfOthers)? weights = null)
    {
        (_data, _text, _labels, _begin) = (data, text, labels, begin);
        var builder = new DataViewSchema.Builder();
        foreach (var column in data.Schema)
        {
            if (column.Index == labels.Column.Index) builder.AddColumn(column.Name, new VectorDataViewType(TextDataViewType.Instance));
            else builder.AddColumn(column.Name, column.Type, column.Annotations);
        }
        int count = data.Schema.Count;
        if (weights is { } given)
        {
            _weight = given.OfOthers;
            if (data.Schema.GetColumnOrNull(given.Name) is not null)
            {
                _weightIndex = WeightColumn.Bind(data.Schema, given.Name).Index;
            }
            else
            {
                builder.AddColumn(given.Name, NumberDataViewType.Single);
                _weightIndex = count++;
            }
        }
        if (LearnOnlyColumn.Find(data.Schema) is { } learnOnly)
        {
            _learnOnlyIndex = learnOnly.Index;
        }
        else
        {
            LearnOnlyColumn.AddTo(builder);
            _learnOnlyIndex = count;
        }
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = new bool[Schema.Count];
        foreach (var column in columnsNeeded) active[column.Index] = true;
        // Texts and labels are read in any case: which rows come last depends on them.
        active[_labels.Column.Index] = active[_text.Index] = true;
        var read = _data.Schema.Where(column => active[column.Index]);
        return new Cursor(this, _data.GetRowCursor(read), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private DataViewSchema.Column? InData(int index) => index < _data.Schema.Count ? _data.Schema[index] : null;

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly AppendedRowsView _view;
        private readonly DataViewRowCursor _rows;
        private readonly bool[] _active;
        private readonly IAppendedRows _after;
        private readonly ValueGetter<ReadOnlyMemory<char>> _readText;
        private readonly Action<List<string>> _readLabels;
        private readonly List<string> _labels = [];
        private ReadOnlyMemory<char> _text;
        private IEnumerator<AppendedRow>? _others;
        private long _position = -1, _other = -1;

        public Cursor(AppendedRowsView view, DataViewRowCursor rows, bool[] active)
        {
            (_view, _rows, _active, _after) = (view, rows, active, view._begin());
            _readText = rows.GetGetter<ReadOnlyMemory<char>>(view._text);
            _readLabels = view._labels.CreateReader(rows);
        }

        public override DataViewSchema Schema => _view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        private bool IsOther => _others is not null;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override bool MoveNext()
        {
            if (!IsOther && _rows.MoveNext())
            {
                _readText(ref _text);
                _readLabels(_labels);
                _after.Meet(_text, _labels);
            }
            else
            {
                _others ??= _after.Rows().GetEnumerator();
                if (!_others.MoveNext())
                {
                    _position = -1;
                    return false;
                }
                _other++;
            }
            _position++;
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
        {
            var get = _rows.GetIdGetter();
            return (ref DataViewRowId id) =>
            {
                if (IsOther) id = new((ulong)_other, ulong.MaxValue);
                else get(ref id);
            };
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new InvalidOperationException($"The column '{column.Name}' was not asked for when this cursor was made.");
            int index = column.Index;
            Delegate getter = index == _view._labels.Column.Index ? (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)Labels
                : index == _view._text.Index ? (ValueGetter<ReadOnlyMemory<char>>)Text
                : index == _view._learnOnlyIndex ? Given(_view.InData(index), ofRows: false, ofOthers: true)
                : index == _view._weightIndex ? Given(_view.InData(index), ofRows: 1f, ofOthers: _view._weight)
                : Given(_view._data.Schema[index], default!, Unknown<TValue>(column.Type));
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException(
                    $"The column '{column.Name}' holds {column.Type}, which is not read as {typeof(TValue)}.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _others?.Dispose();
                _rows.Dispose();
            }
            base.Dispose(disposing);
        }

        private void Text(ref ReadOnlyMemory<char> value) => value = IsOther ? _others!.Current.Text.AsMemory() : _text;

        private void Labels(ref VBuffer<ReadOnlyMemory<char>> value)
        {
            IReadOnlyList<string> labels = IsOther ? _others!.Current.Labels : _labels;
            var editor = VBufferEditor.Create(ref value, labels.Count);
            for (int i = 0; i < labels.Count; i++) editor.Values[i] = labels[i].AsMemory();
            value = editor.Commit();
        }

        private ValueGetter<TValue> Given<TValue>(DataViewSchema.Column? column, TValue ofRows, TValue ofOthers)
        {
            var get = column is { } own ? _rows.GetGetter<TValue>(own) : (ref TValue value) => value = ofRows;
            return (ref TValue value) =>
            {
                if (IsOther) value = ofOthers;
                else get(ref value);
            };
        }

        private static TValue Unknown<TValue>(DataViewType type) => type switch
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
