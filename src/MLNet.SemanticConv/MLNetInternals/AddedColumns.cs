using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// A transformer bound to an input schema: the schema, rows, cursors and views of ML.NET around one function that makes the
/// getters of the added columns.
/// </summary>
internal sealed class AddedColumns : IRowToRowMapper
{
    private readonly IReadOnlyCollection<DataViewSchema.Column> _sources;
    private readonly Func<DataViewRow, Func<Delegate>[]> _addConsumers;

    /// <param name="inputSchema">The schema that the input has.</param>
    /// <param name="sources">The columns of it that the getters read.</param>
    /// <param name="added">The columns that are added, in the order of their getters.</param>
    /// <param name="addConsumers">
    /// Made for one row or cursor of the input, so that they may keep scratch buffers: for each column what gives its getter to one
    /// consumer more.
    /// </param>
    public AddedColumns(
        DataViewSchema inputSchema,
        IReadOnlyCollection<DataViewSchema.Column> sources,
        IEnumerable<DataViewSchema.DetachedColumn> added,
        Func<DataViewRow, Func<Delegate>[]> addConsumers)
    {
        (InputSchema, _sources, _addConsumers) = (inputSchema, sources, addConsumers);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumns(added);
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IDataView Apply(IDataView input) => new View(this, input);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] needed = new bool[InputSchema.Count];
        foreach (var column in dependingColumns)
        {
            if (!IsAdded(column))
                needed[column.Index] = true;
            else
                foreach (var source in _sources) needed[source.Index] = true;
        }
        return InputSchema.Where(column => needed[column.Index]);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        => new Row(input, new Getters(this, input, activeColumns));

    private bool IsAdded(DataViewSchema.Column column) => column.Index >= InputSchema.Count;

    /// <summary>What the extended row answers for each of its columns.</summary>
    private sealed class Getters
    {
        private readonly AddedColumns _mapper;
        private readonly DataViewRow _input;
        private readonly bool[] _active;
        private readonly Func<Delegate>[] _added;

        public Getters(AddedColumns mapper, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        {
            (_mapper, _input) = (mapper, input);
            _active = new bool[mapper.OutputSchema.Count - mapper.InputSchema.Count];
            foreach (var column in activeColumns.Where(mapper.IsAdded)) _active[column.Index - mapper.InputSchema.Count] = true;
            _added = _active.Contains(true) ? mapper._addConsumers(input) : [];
        }

        public DataViewSchema Schema => _mapper.OutputSchema;

        public bool IsActive(DataViewSchema.Column column) => _mapper.IsAdded(column)
            ? _active[column.Index - _mapper.InputSchema.Count]
            : _input.IsColumnActive(_input.Schema[column.Index]);

        public ValueGetter<TValue> Get<TValue>(DataViewSchema.Column column)
        {
            if (!_mapper.IsAdded(column)) return _input.GetGetter<TValue>(_input.Schema[column.Index]);
            if (!IsActive(column))
                throw new InvalidOperationException($"The column '{column.Name}' was not asked for when this row or cursor was made.");
            return _added[column.Index - _mapper.InputSchema.Count]() as ValueGetter<TValue>
                ?? throw new InvalidOperationException(
                    $"The column '{column.Name}' holds {column.Type}, which is not read as {typeof(TValue)}.");
        }
    }

    // To ML.NET's ONNX converter a view that is no transform is where the pipeline begins: it would take the added columns for inputs and
    // leave
    // out all that comes before. A transform that does not say that it can be converted is refused.
    private sealed class View(AddedColumns mapper, IDataView input) : IDataTransform
    {
        public IDataView Source => input;

        public DataViewSchema Schema => mapper.OutputSchema;
        public bool CanShuffle => input.CanShuffle;
        public long? GetRowCount() => input.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
            => Extend(input.GetRowCursor(mapper.GetDependencies(columnsNeeded), rand), columnsNeeded);

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
            => Array.ConvertAll(input.GetRowCursorSet(mapper.GetDependencies(columnsNeeded), n, rand),
                cursor => Extend(cursor, columnsNeeded));

        public void Save(ModelSaveContext ctx)
            => throw new NotSupportedException("A view of data is not saved as a model: save the transformer.");

        private DataViewRowCursor Extend(DataViewRowCursor cursor, IEnumerable<DataViewSchema.Column> columnsNeeded)
            => new Cursor(cursor, new Getters(mapper, cursor, columnsNeeded));
    }

    // ML.NET has DataViewRowCursor derive from DataViewRow, so a cursor cannot share this class's code by inheritance.
    private sealed class Row(DataViewRow input, Getters getters) : DataViewRow
    {
        public override DataViewSchema Schema => getters.Schema;
        public override long Position => input.Position;
        public override long Batch => input.Batch;
        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();
        public override bool IsColumnActive(DataViewSchema.Column column) => getters.IsActive(column);
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => getters.Get<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing) input.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Cursor(DataViewRowCursor input, Getters getters) : DataViewRowCursor
    {
        public override DataViewSchema Schema => getters.Schema;
        public override long Position => input.Position;
        public override long Batch => input.Batch;
        public override bool MoveNext() => input.MoveNext();
        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();
        public override bool IsColumnActive(DataViewSchema.Column column) => getters.IsActive(column);
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => getters.Get<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing) input.Dispose();
            base.Dispose(disposing);
        }
    }
}
