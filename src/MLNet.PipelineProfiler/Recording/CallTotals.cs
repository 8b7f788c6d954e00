namespace MLNet.PipelineProfiler;

/// <summary>A frame with the frames that led to it, over all threads.</summary>
internal sealed class CallTotals(Frame frame) : CallCounters
{
    private readonly Dictionary<Frame, CallTotals> _children = [];

    public Frame Frame { get; } = frame;

    public IReadOnlyCollection<CallTotals> Children => _children.Values;

    /// <summary>The time of all calls with what they called on the same thread.</summary>
    public long Ticks => OwnTicks + Children.Where(child => child.Frame.Kind != FrameKind.Threads).Sum(child => child.Ticks);

    public void AddTree(CallNode node)
    {
        Add(node);
        foreach (var child in node.Children) Child(child.Frame).AddTree(child);
    }

    public void AddTree(CallTotals other)
    {
        Add(other);
        foreach (var child in other.Children) Child(child.Frame).AddTree(child);
    }

    private CallTotals Child(Frame frame)
    {
        if (!_children.TryGetValue(frame, out var child)) _children.Add(frame, child = new(frame));
        return child;
    }
}
