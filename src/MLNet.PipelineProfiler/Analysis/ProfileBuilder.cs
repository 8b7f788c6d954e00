using System.Diagnostics;

namespace MLNet.PipelineProfiler;

/// <summary>From what was recorded to what is shown: one activity.</summary>
internal sealed class ProfileBuilder
{
    private readonly Recorder _recorder;
    private readonly ProfiledActivity _activity;
    private readonly ProbeCost _cost;
    private readonly Dictionary<Stage, StageSums> _sums = [];
    private double _overhead, _onThreads;

    private ProfileBuilder(Recorder recorder, ProfiledActivity activity, ProbeCost cost)
        => (_recorder, _activity, _cost) = (recorder, activity, cost);

    public static PipelineProfile Build(Recorder recorder)
    {
        var calibration = Calibration.Measure();
        var root = recorder.Total();
        var activities = root.Children.OrderBy(child => child.Frame.Activity)
            .Select(child => new ProfileBuilder(recorder, child.Frame.Activity, calibration.At(RowTicks(child))).Build(child));
        return new([.. activities], [.. root.Children.SelectMany(child => CacheAdvisor.Advise(recorder, child))]);
    }

    // What the stages' getters take for a row.
    private static double RowTicks(CallTotals activity)
    {
        double ticks = 0;
        long rows = 0;
        Add(activity);
        return rows > 0 ? ticks / rows : 0;

        void Add(CallTotals node)
        {
            if (node.Frame.Kind == FrameKind.Get) (ticks, rows) = (ticks + node.OwnTicks, Math.Max(rows, node.Calls));
            foreach (var child in node.Children) Add(child);
        }
    }

    private ActivityProfile Build(CallTotals activity)
    {
        var tree = Convert(activity, [], isOnThread: false, out _);
        // What measuring took has been taken from the stages; it is shown as what it is.
        var profiler = SumsOf(_recorder.Profiler);
        profiler.Own += _overhead;
        profiler.Cumulative += _overhead;
        double total = tree.Seconds + _overhead;
        long rows = activity.Children.Where(child => child.Frame.Kind == FrameKind.Get).Select(child => child.Calls).DefaultIfEmpty().Max();
        return new()
        {
            Activity = _activity,
            Time = TimeSpan.FromSeconds(total - _onThreads),
            ThreadTime = TimeSpan.FromSeconds(total),
            WaitingTime = TimeSpan.FromSeconds(_sums.TryGetValue(_recorder.Waiting, out var waiting) ? waiting.Own : 0),
            Overhead = TimeSpan.FromSeconds(profiler.Own),
            Stages = [.. _sums.OrderBy(pair => pair.Key, Comparer<Stage>.Create(Compare))
                .Select(pair => Finish(pair.Key, pair.Value, rows))],
            Tree = tree with { Children = [.. tree.Children, new("(profiler)", "(profiler)", 0, _overhead, 0, [])] },
        };
    }

    private ProfileNode Convert(CallTotals node, HashSet<Stage> above, bool isOnThread, out double cpu)
    {
        var frame = node.Frame;
        bool isTop = above.Add(frame.Stage);
        isOnThread |= frame.Kind == FrameKind.Threads;
        var children = new List<ProfileNode>();
        double childCpu = 0;
        long childCalls = 0;
        foreach (var child in node.Children)
        {
            children.Add(Convert(child, above, isOnThread, out double each));
            if (child.Frame.Kind != FrameKind.Threads) childCpu += each;
            if (IsRow(child.Frame)) childCalls += child.Calls;
        }
        if (isTop) above.Remove(frame.Stage);

        double cost = ((IsRow(frame) ? node.Calls * _cost.Inside : 0) + childCalls * _cost.Outside) / Stopwatch.Frequency;
        double measured = (double)node.OwnTicks / Stopwatch.Frequency, own = Math.Max(measured - cost, 0);
        _overhead += measured - own;
        if (isOnThread) _onThreads += measured;

        // A row is handed over as fast as mostly; where it takes longer, the thread waits for it.
        double ownCpu = frame is { Kind: FrameKind.MoveNext, Stage.HandsOver: true } ? Math.Min(own, node.Calls * Quantile(node, 0.5))
            : IsRow(frame) ? own * (node.SampledTicks > 0 ? Math.Clamp((double)node.SampledCpu / node.SampledTicks, 0, 1) : 1)
            : Math.Clamp(node.Cpu * 1e-9 - childCpu, 0, own);
        cpu = ownCpu + childCpu;
        if (frame.Stage.HandsOver)
        {
            children.Add(Wait(own - ownCpu));
            own = ownCpu;
        }

        var name = frame.Kind switch
        {
            FrameKind.Get => $"{Title(frame.Stage)} [{frame.Column}]",
            FrameKind.Activity => _activity.ToString(),
            FrameKind.Profiler => Title(frame.Stage),
            _ => $"{Title(frame.Stage)} {frame.Kind}",
        };
        var converted = new ProfileNode(name, Title(frame.Stage), node.Calls, own, node.OwnBytes, children);
        SumsOf(frame.Stage).Add(node, converted, own, ownCpu, cpu, isTop);
        return converted;
    }

    private ProfileNode Wait(double seconds)
    {
        var sums = SumsOf(_recorder.Waiting);
        sums.Own += seconds;
        sums.Cumulative += seconds;
        return new(_recorder.Waiting.Name, _recorder.Waiting.Name, 0, seconds, 0, []);
    }

    private StageProfile Finish(Stage stage, StageSums sums, long predicted)
    {
        var rows = _recorder.RowsOf(_activity, stage);
        long needed = _activity == ProfiledActivity.Predict && sums.Gets > 0 ? predicted : rows.Needed;
        long most = sums.ColumnCalls.Values.DefaultIfEmpty().Max();
        return new()
        {
            Number = TextOf(stage),
            Name = stage.Name,
            Columns = stage.Columns,
            Calls = sums.Gets > 0 ? sums.Gets : sums.Fits > 0 ? sums.Fits : sums.Others,
            Passes = rows.Passes,
            Rows = needed,
            Recomputation = needed > 0 ? (double)most / needed : 0,
            OwnTime = TimeSpan.FromSeconds(sums.Own),
            FitTime = TimeSpan.FromSeconds(sums.Fit),
            CumulativeTime = TimeSpan.FromSeconds(sums.Cumulative),
            OwnCpuTime = TimeSpan.FromSeconds(sums.Cpu),
            CumulativeCpuTime = TimeSpan.FromSeconds(sums.CumulativeCpu),
            MedianMicroseconds = Quantile(sums.Counters, 0.5) * 1e6,
            Percentile95Microseconds = Quantile(sums.Counters, 0.95) * 1e6,
            Percentile99Microseconds = Quantile(sums.Counters, 0.99) * 1e6,
            AllocatedBytes = sums.Counters.OwnBytes,
            CumulativeAllocatedBytes = sums.CumulativeBytes,
            Collections = sums.Counters.Gen0,
            Collections1 = sums.Counters.Gen1,
            Collections2 = sums.Counters.Gen2,
            LiveBytes = sums.Counters.LiveBytes,
            PeakBytes = sums.Counters.PeakBytes,
            Width = sums.Counters.Vectors > 0 ? sums.Counters.Width : null,
            NonZeros = sums.Counters.Vectors > 0 ? (double)sums.Counters.NonZeros / sums.Counters.Vectors : null,
            ModelBytes = stage.ModelBytes(_recorder.Context),
            Source = _recorder.SourceOf(stage),
        };
    }

    private double Quantile(CallCounters counters, double share)
        => Math.Max((counters.Latencies?.Quantile(share) ?? 0) - _cost.Inside, 0) / Stopwatch.Frequency;

    private StageSums SumsOf(Stage stage)
    {
        if (!_sums.TryGetValue(stage, out var sums)) _sums.Add(stage, sums = new());
        return sums;
    }

    private static bool IsRow(Frame frame) => frame.Kind is FrameKind.Get or FrameKind.MoveNext;

    private static string Title(Stage stage) => stage.Place.Length > 0 ? $"{TextOf(stage)} {stage.Name}" : stage.Name;

    private static string TextOf(Stage stage) => stage.IsCache ? string.Join('.', stage.Place[..^1]) + "+" : stage.Number;

    // Stages in their order, then what is around them.
    private static int Compare(Stage a, Stage b)
    {
        if (a.Place.Length == 0 || b.Place.Length == 0) return (a.Place.Length == 0, a.Index).CompareTo((b.Place.Length == 0, b.Index));
        return a.Place.AsSpan().SequenceCompareTo(b.Place);
    }

    private sealed class StageSums
    {
        public Dictionary<string, long> ColumnCalls { get; } = [];
        public StageCounters Counters { get; } = new();
        public long Gets, Fits, Others, CumulativeBytes;
        public double Own, Fit, Cumulative, Cpu, CumulativeCpu;

        public void Add(CallTotals node, ProfileNode converted, double own, double cpu, double cumulativeCpu, bool isTop)
        {
            Counters.Add(node);
            Own += own;
            Cpu += cpu;
            if (isTop)
            {
                Cumulative += converted.Seconds;
                CumulativeCpu += cumulativeCpu;
                CumulativeBytes += converted.Bytes;
            }
            switch (node.Frame.Kind)
            {
                case FrameKind.Get:
                    Gets += node.Calls;
                    ColumnCalls[node.Frame.Column!] = ColumnCalls.GetValueOrDefault(node.Frame.Column!) + node.Calls;
                    break;
                case FrameKind.Fit:
                    Fits += node.Calls;
                    Fit += own;
                    break;
                default:
                    Others += node.Calls;
                    break;
            }
        }
    }

    private sealed class StageCounters : CallCounters;
}
