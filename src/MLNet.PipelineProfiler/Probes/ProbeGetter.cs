using Microsoft.ML;

namespace MLNet.PipelineProfiler;

/// <summary>Whether a row of a cursor was asked for before, for one column.</summary>
internal sealed class ColumnState
{
    public long LastRow = -1;
}

/// <summary>A getter between two stages.</summary>
internal sealed class ProbeGetter<TValue>(
    Recorder recorder, Frame frame, CursorOwner owner, ProbeCursor? cursor, ColumnState state, ValueGetter<TValue> read)
{
    private CallNode? _outer, _node;
    private bool _isOutermost;

    public void Get(ref TValue value)
    {
        // A node is one thread's and one pipeline's.
        if (Recorder.Last is not { } thread || !ReferenceEquals(thread.Current, _outer)) thread = Find();
        var node = _node!;
        bool sampled = thread.EnterRow(node, _isOutermost, out var span);
        long ticks;
        try
        {
            read(ref value);
        }
        finally
        {
            ticks = thread.ExitRow(in span);
        }
        if (cursor != null)
        {
            if (cursor.Row == state.LastRow)
            {
                node.Repeats++;
                node.RepeatTicks += ticks;
            }
            state.LastRow = cursor.Row;
        }
        if (!sampled) return;
        VectorSize<TValue>.Instance?.Measure(in value, node);
        thread.EndSample(_isOutermost);
    }

    private ThreadRecord Find()
    {
        var thread = recorder.Thread;
        _outer = thread.Current;
        _isOutermost = _outer.Frame.Kind is not (FrameKind.Get or FrameKind.MoveNext);
        _node = (thread.IsIdle ? owner.NodeOn(thread) : _outer).Child(frame);
        return thread;
    }
}
