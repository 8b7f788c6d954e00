using Microsoft.ML;

namespace MLNet.PipelineProfiler;

/// <summary>Follows a stage and sees what is asked of it.</summary>
internal sealed class Probe(Recorder recorder, Stage stage, bool isRowToRow)
{
    public Recorder Recorder => recorder;

    public Stage Stage => stage;

    /// <summary>Whether the stage's cursor moves as that before it does, so that its steps need not be measured.</summary>
    public bool IsRowToRow => isRowToRow;

    public ValueGetter<TValue> Wrap<TValue>(
        ValueGetter<TValue> read, DataViewSchema.Column column, CursorOwner owner, ProbeCursor? cursor, ColumnState state)
        // What the stage hands on from before it has been measured there.
        => read.Target is ProbeGetter<TValue>
            ? read
            : new ProbeGetter<TValue>(
                recorder, recorder.FrameOf(FrameKind.Get, stage, column: column.Name), owner, cursor, state, read).Get;
}
