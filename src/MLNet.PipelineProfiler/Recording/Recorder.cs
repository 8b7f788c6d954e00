using System.Collections.Concurrent;
using Microsoft.ML;

namespace MLNet.PipelineProfiler;

/// <summary>What is recorded of one pipeline by all threads that run it.</summary>
internal sealed class Recorder
{
    // The trees of threads that have ended are folded into one when there are more.
    private const int MostThreads = 64;

    [ThreadStatic]
    private static ThreadRecord? s_last;

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<(FrameKind, int Stage, ProfiledActivity, string? Column), Frame> _frames = [];
    private readonly Dictionary<(ProfiledActivity, Stage), RowCount> _rows = [];
    private readonly List<ThreadRecord> _threads = [];
    private readonly List<Stage> _stages = [];
    private CallTotals? _ended;
    private int _collections = GC.CollectionCount(0), _gen1 = GC.CollectionCount(1), _gen2 = GC.CollectionCount(2);

    public Recorder(ProfileOptions options)
    {
        Options = options;
        Caller = AddStage([], "(caller)");
        Input = AddStage([], "(input)");
        Threads = AddStage([], "(threads)", handsOver: true);
        Waiting = AddStage([], StageProfile.Waiting);
        Profiler = AddStage([], "(profiler)");
        RootFrame = FrameOf(FrameKind.Root, Caller);
    }

    public ProfileOptions Options { get; }

    /// <summary>Who reads the rows.</summary>
    public Stage Caller { get; }

    /// <summary>The data that goes in.</summary>
    public Stage Input { get; }

    /// <summary>The threads that ML.NET starts: what they do to hand over rows.</summary>
    public Stage Threads { get; }

    /// <summary>The time in which threads have nothing to do, for a row is not there yet or nobody takes it.</summary>
    public Stage Waiting { get; }

    public Stage Profiler { get; }

    public Frame RootFrame { get; }

    /// <summary>The context for what the profiler asks of ML.NET on its own account.</summary>
    public MLContext Context { get; } = new();

    /// <summary>Whether what starts now is to be recorded.</summary>
    public bool IsOn => !Options.OnlyForListeners || Telemetry.IsListenedTo;

    public int Collections => Volatile.Read(ref _collections);

    public ThreadRecord Thread => s_last is { } last && ReferenceEquals(last.Recorder, this) ? last : FindThread();

    /// <summary>What this thread has recorded last, of whichever pipeline.</summary>
    public static ThreadRecord? Last => s_last;

    public Stage[] Stages
    {
        get { lock (_lock) return [.. _stages]; }
    }

    /// <summary>The stage at a place: a pipeline that is fitted again has the same ones.</summary>
    public Stage StageAt(int[] place, Func<string> name, bool isCache = false)
    {
        lock (_lock)
            return _stages.Find(stage => stage.Place.AsSpan().SequenceEqual(place) && place.Length > 0) ?? AddStage(place, name(), isCache);
    }

    public Frame FrameOf(FrameKind kind, Stage stage, ProfiledActivity activity = default, string? column = null)
        => _frames.GetOrAdd((kind, stage.Index, activity, column), static (_, frame) => frame, new Frame(kind, stage, activity, column));

    public CallNode ActivityNode(ThreadRecord thread, ProfiledActivity activity)
        => thread.Root.Child(FrameOf(FrameKind.Activity, Caller, activity));

    /// <summary>Measures something that is not done for each row. On a thread that is in nothing yet it counts as part of the
    /// activity.</summary>
    public Measurement Measure(FrameKind kind, Stage stage, ProfiledActivity activity) => new(this, kind, stage, activity);

    public RowCount RowsOf(ProfiledActivity activity, Stage stage)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue((activity, stage), out var count)) _rows.Add((activity, stage), count = new());
            return count;
        }
    }

    public void CountCollections(CallNode node)
    {
        lock (_lock)
        {
            int gen0 = GC.CollectionCount(0), gen1 = GC.CollectionCount(1), gen2 = GC.CollectionCount(2);
            node.Gen0 += gen0 - _collections;
            node.Gen1 += gen1 - _gen1;
            node.Gen2 += gen2 - _gen2;
            (_collections, _gen1, _gen2) = (gen0, gen1, gen2);
        }
        node.PeakBytes = Math.Max(node.PeakBytes, GC.GetTotalMemory(forceFullCollection: false));
    }

    /// <summary>Collections that happened while nothing was measured are nobody's.</summary>
    public void ForgetCollections()
    {
        lock (_lock) (_collections, _gen1, _gen2) = (GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));
    }

    /// <summary>The line of a stage, or of the stage that it is a part of.</summary>
    public SourceLine? SourceOf(Stage stage)
        => stage.Source ?? Stages.Where(s => s.Source != null && stage.Place.AsSpan().StartsWith(s.Place))
            .MaxBy(s => s.Place.Length)?.Source;

    /// <summary>All threads' trees as one.</summary>
    public CallTotals Total()
    {
        var total = new CallTotals(RootFrame);
        lock (_lock)
        {
            if (_ended != null) total.AddTree(_ended);
            foreach (var thread in _threads) total.AddTree(thread.Root);
        }
        return total;
    }

    private ThreadRecord FindThread()
    {
        lock (_lock)
        {
            var thread = _threads.Find(record => record.Thread == System.Threading.Thread.CurrentThread);
            if (thread is null)
            {
                if (_threads.Count >= MostThreads) FoldEnded();
                _threads.Add(thread = new(this));
            }
            return s_last = thread;
        }
    }

    private void FoldEnded()
    {
        _ended ??= new(RootFrame);
        foreach (var thread in _threads.Where(thread => !thread.Thread.IsAlive)) _ended.AddTree(thread.Root);
        _threads.RemoveAll(thread => !thread.Thread.IsAlive);
    }

    private Stage AddStage(int[] place, string name, bool isCache = false, bool handsOver = false)
    {
        var stage = new Stage(_stages.Count, place, name) { IsCache = isCache, HandsOver = handsOver };
        _stages.Add(stage);
        return stage;
    }
}
