namespace MLNet.PipelineProfiler;

/// <summary>A frame with the frames that led to it, on one thread, and what was spent there. Only its thread writes to it.</summary>
internal sealed class CallNode(Frame frame, CallNode? parent) : CallCounters
{
    private CallNode[] _children = [];

    public Frame Frame { get; } = frame;

    public CallNode? Parent { get; } = parent;

    public ReadOnlySpan<CallNode> Children => _children;

    public CallNode Child(Frame frame)
    {
        foreach (var child in _children)
            if (ReferenceEquals(child.Frame, frame)) return child;
        bool isTimedEachTime = frame.Kind == FrameKind.Get || frame is { Kind: FrameKind.MoveNext, Stage.HandsOver: true };
        var added = new CallNode(frame, this) { Latencies = isTimedEachTime ? new() : null };
        // A new array each time, so that another thread may read while this one writes.
        _children = [.. _children, added];
        return added;
    }
}
