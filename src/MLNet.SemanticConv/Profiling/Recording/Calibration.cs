using System.Diagnostics;
using Microsoft.ML;

namespace MLNet.SemanticConv.Profiling;

/// <summary>What the measuring of one call costs, in ticks.</summary>
/// <param name="Inside">The part that falls into the time of the call itself.</param>
/// <param name="Outside">The part that falls into the time of the caller.</param>
internal readonly record struct Calibration(double Inside, double Outside)
{
    private const int Calls = 4096, Rounds = 9;

    public double Total => Inside + Outside;

    /// <summary>Measures calls that do nothing, in the state in which the just-in-time compiler has the code by now.</summary>
    public static Calibration Measure()
    {
        var recorder = new Recorder(new());
        var owner = new CursorOwner(recorder, ProfiledActivity.Predict, forThreads: false);
        ValueGetter<int> bare = static (ref int value) => value++;
        ValueGetter<int> probed = new ProbeGetter<int>(recorder, recorder.FrameOf(FrameKind.Get, recorder.Input, column: ""), owner, null, new(), bare).Get;
        double least = double.MaxValue, inside = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long bareTicks = Time(bare), before = Recorded(recorder), probedTicks = Time(probed);
            if (probedTicks - bareTicks >= least) continue;
            least = probedTicks - bareTicks;
            inside = Recorded(recorder) - before - bareTicks;
        }
        inside = Math.Clamp(inside, 0, Math.Max(least, 0)) / Calls;
        return new(inside, Math.Max(least / Calls - inside, 0));
    }

    private static long Time(ValueGetter<int> get)
    {
        int value = 0;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Calls; i++) get(ref value);
        return Stopwatch.GetTimestamp() - start;
    }

    private static long Recorded(Recorder recorder) => Sum(recorder.Total());

    private static long Sum(CallTotals node) => node.OwnTicks + node.Children.Sum(Sum);
}
