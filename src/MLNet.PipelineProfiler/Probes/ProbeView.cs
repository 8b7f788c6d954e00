using Microsoft.ML;

namespace MLNet.PipelineProfiler;

/// <summary>What a stage gives for some data.</summary>
internal sealed class ProbeView(Probe probe, IDataView output, DataViewSchema? input, Source source) : LookThroughView(output)
{
    private readonly Recorder _recorder = probe.Recorder;

    /// <summary>The data that goes into a pipeline.</summary>
    public static ProbeView OfInput(Recorder recorder, IDataView data)
        => new(new(recorder, recorder.Input, isRowToRow: false), data, null, new());

    /// <summary>The same data after another stage.</summary>
    public static ProbeView After(Probe probe, IDataView output, IDataView input)
        => new(probe, output, input.Schema, (input as ProbeView)?.Source ?? new());

    public Source Source => source;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        columnsNeeded = [.. columnsNeeded];
        var owner = new CursorOwner(_recorder, ProfiledActivity.Transform, forThreads: false);
        var pass = PassOver(columnsNeeded, owner.Activity);
        using var _ = _recorder.Measure(FrameKind.Open, probe.Stage, ProfiledActivity.Transform);
        // ML.NET joins the threads' rows after the stage's getters; here they are joined after the probe, or it would see nothing of them.
        var split = probe.IsRowToRow ? ParallelCursors.TrySplit(Shown, columnsNeeded, rand) : null;
        if (split is null) return new ProbeCursor(probe, _recorder, Shown.GetRowCursor(columnsNeeded, rand), owner, pass);
        if (split.Length == 1) return new ProbeCursor(probe, _recorder, split[0], owner, pass);
        var threads = new CursorOwner(_recorder, owner.Activity, forThreads: true);
        var probed = Array.ConvertAll(split, cursor => (DataViewRowCursor)new ProbeCursor(probe, _recorder, cursor, threads, pass));
        return new ProbeCursor(null, _recorder, ParallelCursors.Join(_recorder.Context, probed), owner, new(source, null));
    }

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        columnsNeeded = [.. columnsNeeded];
        var owner = new CursorOwner(_recorder, ProfiledActivity.Transform, forThreads: false);
        var pass = PassOver(columnsNeeded, owner.Activity);
        using var _ = _recorder.Measure(FrameKind.Open, probe.Stage, ProfiledActivity.Transform);
        return Array.ConvertAll(Shown.GetRowCursorSet(columnsNeeded, n, rand),
            cursor => (DataViewRowCursor)new ProbeCursor(probe, _recorder, cursor, owner, pass));
    }

    // A pass that reads none of the stage's own columns asks nothing of the stage.
    private Pass PassOver(IEnumerable<DataViewSchema.Column> columns, ProfiledActivity activity)
    {
        bool counts = input is null || !probe.IsRowToRow || columns.Any(column => column.Index >= input.Count);
        return new(source, counts ? _recorder.RowsOf(activity, probe.Stage) : null);
    }
}
