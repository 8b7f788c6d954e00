using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.PipelineProfiler;

/// <summary>A single row that a stage gives.</summary>
internal sealed class ProbeRow(Probe probe, DataViewRow input, CursorOwner owner) : DataViewRow
{
    public override DataViewSchema Schema => input.Schema;
    public override long Position => input.Position;
    public override long Batch => input.Batch;
    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();
    public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(column);
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => probe.Wrap(input.GetGetter<TValue>(column), column, owner, null, new());

    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }
}
