using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.PipelineProfiler;

/// <summary>A stage's mapper from row to row, as a prediction engine uses it. Without a mapper it hands on its input: the data that goes
/// in.</summary>
internal sealed class ProbeMapper(Probe probe, DataViewSchema schema, IRowToRowMapper? mapper) : IRowToRowMapper
{
    public DataViewSchema InputSchema => schema;

    public DataViewSchema OutputSchema => mapper?.OutputSchema ?? schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => mapper?.GetDependencies(dependingColumns) ?? dependingColumns;

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var owner = new CursorOwner(probe.Recorder, ProfiledActivity.Predict, forThreads: false);
        using var _ = probe.Recorder.Measure(FrameKind.Open, probe.Stage, ProfiledActivity.Predict);
        return new ProbeRow(probe, mapper?.GetRow(input, activeColumns) ?? input, owner);
    }
}
