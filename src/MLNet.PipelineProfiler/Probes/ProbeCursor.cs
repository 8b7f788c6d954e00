using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.PipelineProfiler;

/// <summary>A cursor over what a stage gives.</summary>
internal sealed class ProbeCursor : DataViewRowCursor
{
    private readonly Probe? _probe;
    private readonly Recorder _recorder;
    private readonly DataViewRowCursor _input;
    private readonly CursorOwner _owner;
    private readonly Pass _pass;
    private readonly Frame _moveNext;
    private readonly ColumnState?[] _columns;
    private ThreadRecord.Span _base;
    private ThreadRecord? _thread;
    private CallNode? _baseNode, _outer, _node;
    private Activity? _activity;
    private bool _isStarted, _isTimed, _isOutermost;

    /// <param name="probe">The probe after the stage; null where the cursor only takes rows from threads that were counted there.</param>
    /// <param name="recorder">The recorder.</param>
    /// <param name="input">The stage's cursor.</param>
    /// <param name="owner">Who reads.</param>
    /// <param name="pass">The pass that this is, or is a part of.</param>
    public ProbeCursor(Probe? probe, Recorder recorder, DataViewRowCursor input, CursorOwner owner, Pass pass)
    {
        (_probe, _recorder, _input, _owner, _pass) = (probe, recorder, input, owner, pass);
        _moveNext = recorder.FrameOf(FrameKind.MoveNext, probe?.Stage ?? recorder.Threads);
        _columns = new ColumnState?[input.Schema.Count];
    }

    /// <summary>The number of rows so far.</summary>
    public long Row { get; private set; }

    public override DataViewSchema Schema => _input.Schema;
    public override long Position => _input.Position;
    public override long Batch => _input.Batch;
    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();
    public override bool IsColumnActive(DataViewSchema.Column column) => _input.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var read = _input.GetGetter<TValue>(column);
        return _probe is null ? read : _probe.Wrap(read, column, _owner, this, _columns[column.Index] ??= new());
    }

    public override bool MoveNext()
    {
        if (!_isStarted) Start();
        bool isRow = _isTimed ? MoveNextTimed() : _input.MoveNext();
        if (isRow) Row++;
        else Finish();
        return isRow;
    }

    private bool MoveNextTimed()
    {
        var thread = _recorder.Thread;
        if (!ReferenceEquals(thread.Current, _outer))
        {
            _outer = thread.Current;
            _isOutermost = _outer.Frame.Kind is not (FrameKind.Get or FrameKind.MoveNext);
            _node = (thread.IsIdle ? _owner.NodeOn(thread) : _outer).Child(_moveNext);
        }
        bool sampled = thread.EnterRow(_node!, _isOutermost, out var span);
        try
        {
            return _input.MoveNext();
        }
        finally
        {
            thread.ExitRow(in span);
            if (sampled) thread.EndSample(_isOutermost);
        }
    }

    // Whoever is in nothing yet reads for the cursor's owner; the time between the rows is put down there.
    private void Start()
    {
        _isStarted = true;
        _thread = _recorder.Thread;
        _isTimed = _probe is null or { IsRowToRow: false } || _thread.IsIdle;
        if (!_thread.IsIdle) return;
        if (_owner.IsCallers)
        {
            _recorder.ForgetCollections();
            _activity = Telemetry.Source.StartActivity("transform");
        }
        _thread.Enter(_baseNode = _owner.NodeOn(_thread), out _base);
    }

    private void Finish()
    {
        _pass.Add(Row);
        Row = 0;
        if (_baseNode is null || !ReferenceEquals(_thread, _recorder.Thread)) return;
        if (ReferenceEquals(_thread!.Current, _baseNode)) _thread.Exit(in _base);
        _baseNode = null;
        _activity?.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
            Finish();
        }
        base.Dispose(disposing);
    }
}
