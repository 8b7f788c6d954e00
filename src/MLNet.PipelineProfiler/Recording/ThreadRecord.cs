using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MLNet.PipelineProfiler;

/// <summary>The stack of frames that a thread is in, and the tree of those that it has been in.</summary>
/// <remarks>
/// A frame's own time is its time less that of the frames that it called on the same thread. Rows are computed when they are asked for, so
/// a getter that asks the stage before it is such a caller, whoever asked for the row, and a thread that waits has called nobody.
/// </remarks>
internal sealed class ThreadRecord
{
    private readonly int _sampleEvery;
    private long _childTicks, _childBytes, _childCpu;
    private bool _sampling;
    private uint _random = 2463534242;

    public ThreadRecord(Recorder recorder)
    {
        (Recorder, _sampleEvery, Thread) = (recorder, recorder.Options.SampleEvery, Thread.CurrentThread);
        Current = Root = new(recorder.RootFrame, null);
    }

    public Recorder Recorder { get; }
    public Thread Thread { get; }
    public CallNode Root { get; }
    public CallNode Current { get; private set; }
    public bool IsIdle => ReferenceEquals(Current, Root);

    /// <summary>This thread's node for a place that may have been seen from another thread.</summary>
    public CallNode NodeOf(CallNode node) => node.Parent is null ? Root : NodeOf(node.Parent).Child(node.Frame);

    /// <summary>What Enter must find again when the frame is left.</summary>
    public struct Span
    {
        public CallNode Outer;
        public long Start, Bytes, Cpu, ChildTicks, ChildBytes, ChildCpu;
    }

    /// <summary>A frame that is entered seldom, so its processor time is measured each time.</summary>
    public void Enter(CallNode node, out Span span)
    {
        long cpu = ThreadCpuClock.Nanoseconds;
        Push(node, out span);
        span.Cpu = cpu;
        span.Bytes = GC.GetAllocatedBytesForCurrentThread();
        span.Start = Stopwatch.GetTimestamp();
    }

    public void Exit(in Span span)
    {
        long ticks = Stopwatch.GetTimestamp() - span.Start;
        var node = Current;
        Pop(in span, ticks);
        node.Cpu += ThreadCpuClock.Nanoseconds - span.Cpu;
        LookAtHeap(node);
    }

    /// <summary>A getter or a step to the next row: a matter of nanoseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EnterRow(CallNode node, bool isOutermost, out Span span)
    {
        // Counted for each place by itself: its first row is always looked at, and steps and getters that take turns are looked at alike.
        if (isOutermost && (_sampling = node.Calls >= node.NextSample)) node.NextSample = node.Calls + 1 + NextGap();
        Push(node, out span);
        if (_sampling)
        {
            span.ChildCpu = _childCpu;
            _childCpu = 0;
            span.Cpu = ThreadCpuClock.Nanoseconds;
        }
        span.Bytes = GC.GetAllocatedBytesForCurrentThread();
        span.Start = Stopwatch.GetTimestamp();
        return _sampling;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ExitRow(in Span span)
    {
        long ticks = Stopwatch.GetTimestamp() - span.Start;
        var node = Current;
        long own = ticks - _childTicks;
        node.Latencies?.Add(own);
        if (_sampling) ExitSample(node, own, in span);
        Pop(in span, ticks);
        return ticks;
    }

    /// <summary>Ends the closer look at a row.</summary>
    public void EndSample(bool isOutermost) => _sampling &= !isOutermost;

    private void ExitSample(CallNode node, long own, in Span span)
    {
        long cpu = ThreadCpuClock.Nanoseconds - span.Cpu;
        node.SampledTicks += own;
        node.SampledCpu += cpu - _childCpu;
        _childCpu = span.ChildCpu + cpu;
        LookAtHeap(node);
    }

    // Of random length, for threads take rows in batches of a fixed one. The mean of 1 + gap is what was asked for.
    private uint NextGap()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return _random % (uint)(2 * _sampleEvery - 1);
    }

    private static void LookAtHeap(CallNode node)
        => node.PeakBytes = Math.Max(node.PeakBytes, GC.GetTotalMemory(forceFullCollection: false));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(CallNode node, out Span span)
    {
        Unsafe.SkipInit(out span);
        span.Outer = Current;
        span.ChildTicks = _childTicks;
        span.ChildBytes = _childBytes;
        Current = node;
        _childTicks = _childBytes = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pop(in Span span, long ticks)
    {
        var node = Current;
        long bytes = GC.GetAllocatedBytesForCurrentThread() - span.Bytes, ownBytes = bytes - _childBytes;
        node.Calls++;
        node.OwnTicks += ticks - _childTicks;
        Current = span.Outer;
        _childTicks = span.ChildTicks + ticks;
        _childBytes = span.ChildBytes + bytes;
        if (ownBytes == 0) return;
        node.OwnBytes += ownBytes;
        if (GC.CollectionCount(0) != Recorder.Collections) Recorder.CountCollections(node);
    }
}
