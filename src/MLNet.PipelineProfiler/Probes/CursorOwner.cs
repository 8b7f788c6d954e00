namespace MLNet.PipelineProfiler;

/// <summary>The place where a cursor or row was made: what a thread does with it that is in nothing else belongs there.</summary>
internal sealed class CursorOwner
{
    private readonly CallNode _maker;
    private readonly Frame? _threads;

    /// <param name="recorder">The recorder.</param>
    /// <param name="activity">The activity of a thread that was in nothing.</param>
    /// <param name="forThreads">Whether threads that the pipeline has started will read.</param>
    public CursorOwner(Recorder recorder, ProfiledActivity activity, bool forThreads)
    {
        var thread = recorder.Thread;
        var maker = thread.Current;
        // A cursor that is made by the making of a cursor downstream is read by what that cursor is for.
        var opening = maker.Frame.Kind == FrameKind.Open ? maker.Frame.Stage : null;
        while (maker.Frame.Kind == FrameKind.Open) maker = maker.Parent!;
        if (maker.Parent is null) maker = recorder.ActivityNode(thread, activity);
        _maker = maker;
        Activity = ActivityOf(maker);
        IsCallers = maker.Frame.Kind == FrameKind.Activity && !forThreads && opening is null;
        if (IsCallers) return;
        // A cache fills itself, and some trainers learn, on threads of their own. Others only hand over rows.
        bool isTrainers = opening is null && !forThreads && maker.Frame.Kind == FrameKind.Fit;
        var stage = opening is { IsCache: true } ? opening : isTrainers ? maker.Frame.Stage : recorder.Threads;
        _threads = recorder.FrameOf(FrameKind.Threads, stage);
    }

    public ProfiledActivity Activity { get; }

    /// <summary>Whether it is the caller's own cursor, so that the time between its rows is the caller's.</summary>
    public bool IsCallers { get; }

    /// <summary>The node under which a thread that is in nothing reads.</summary>
    public CallNode NodeOn(ThreadRecord thread)
    {
        var node = thread.NodeOf(_maker);
        return _threads is null ? node : node.Child(_threads);
    }

    private static ProfiledActivity ActivityOf(CallNode node)
    {
        while (node.Frame.Kind != FrameKind.Activity) node = node.Parent!;
        return node.Frame.Activity;
    }
}
