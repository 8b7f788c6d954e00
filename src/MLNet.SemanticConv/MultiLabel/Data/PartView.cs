using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>The rows of a view that belong to a part of a split, read lazily; it cannot be shuffled, as rows are known by their
/// number.</summary>
internal sealed class PartView(IDataView input, int[] part, Predicate<int> isWanted) : IDataView
{
    public DataViewSchema Schema => input.Schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => part.Count(p => isWanted(p));

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(this, input.GetRowCursor(columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded)];

    private bool Wants(long row) => row < part.Length
        ? isWanted(part[row])
        : throw new InvalidOperationException($"The data were split when they had {part.Length} rows, and now have more.");

    private sealed class Cursor(PartView view, DataViewRowCursor rows) : DataViewRowCursor
    {
        private long _row = -1, _position = -1;

        public override DataViewSchema Schema => rows.Schema;
        public override long Position => _position;
        public override long Batch => rows.Batch;

        public override bool MoveNext()
        {
            while (rows.MoveNext())
            {
                if (!view.Wants(++_row)) continue;
                _position++;
                return true;
            }
            return false;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();
        public override bool IsColumnActive(DataViewSchema.Column column) => rows.IsColumnActive(column);
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => rows.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing) rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
