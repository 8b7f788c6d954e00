using System.Diagnostics;

namespace MLNet.PipelineProfiler;

/// <summary>A frame that is left when this is disposed of, by the thread that made it.</summary>
internal readonly ref struct Measurement
{
    private readonly ThreadRecord _thread;
    private readonly Activity? _activity;
    private readonly ThreadRecord.Span _outer, _span;
    private readonly bool _startsActivity;

    public Measurement(Recorder recorder, FrameKind kind, Stage stage, ProfiledActivity activity)
    {
        _thread = recorder.Thread;
        _startsActivity = _thread.IsIdle;
        if (_startsActivity)
        {
            recorder.ForgetCollections();
            _thread.Enter(recorder.ActivityNode(_thread, activity), out _outer);
        }
        if (kind == FrameKind.Activity) return;
        if (kind == FrameKind.Fit) _activity = Telemetry.Source.StartActivity($"fit {stage.Number} {stage.Name}");
        Node = _thread.Current.Child(recorder.FrameOf(kind, stage));
        _thread.Enter(Node, out _span);
    }

    public CallNode? Node { get; }

    public void Dispose()
    {
        if (Node != null) _thread.Exit(in _span);
        if (_startsActivity) _thread.Exit(in _outer);
        _activity?.Dispose();
    }
}
