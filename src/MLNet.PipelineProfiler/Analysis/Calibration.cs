using System.Diagnostics;
using Microsoft.ML;

namespace MLNet.PipelineProfiler;

/// <summary>What the measuring of one call costs, in ticks.</summary>
/// <param name="Inside">The part that falls into the time of the call itself.</param>
/// <param name="Outside">The part that falls into the time of the caller.</param>
internal readonly record struct ProbeCost(double Inside, double Outside);

/// <summary>
/// What the measuring of a call costs where the call comes at once after the one before, and where the pipeline has used the processor's
/// cache for its own data meanwhile: then each call begins with waiting for the profiler's counters to come back from memory.
/// </summary>
/// <param name="Warm">The cost at once.</param>
/// <param name="Cold">The cost after something else.</param>
/// <param name="ElseTicks">How long that something took.</param>
internal sealed record Calibration(ProbeCost Warm, ProbeCost Cold, double ElseTicks)
{
    // As many stages as pipelines of text have; more data than the second-level cache of a core holds.
    private const int Stages = 8, Rows = 16, Rounds = 9, OtherBytes = 1 << 21, Line = 64;

    /// <summary>The cost where so many ticks lie between two rows.</summary>
    public ProbeCost At(double rowTicks)
    {
        double share = ElseTicks > 0 ? Math.Clamp(rowTicks / ElseTicks, 0, 1) : 0;
        return new(Warm.Inside + share * (Cold.Inside - Warm.Inside), Warm.Outside + share * (Cold.Outside - Warm.Outside));
    }

    /// <summary>Measures calls that do nothing, in the state in which the just-in-time compiler has the code by now.</summary>
    public static Calibration Measure()
    {
        var recorder = new Recorder(new());
        var owner = new CursorOwner(recorder, ProfiledActivity.Predict, forThreads: false);
        var bare = new ValueGetter<int>[Stages];
        var probed = new ValueGetter<int>[Stages];
        for (int i = 0; i < Stages; i++)
        {
            bare[i] = new Nothing().Get;
            var frame = recorder.FrameOf(FrameKind.Get, recorder.Input, column: $"{i}");
            probed[i] = new ProbeGetter<int>(recorder, frame, owner, null, new(), bare[i]).Get;
        }
        byte[] other = new byte[OtherBytes];
        long elseTicks = long.MaxValue;
        var warm = Least(recorder, bare, probed, () => { });
        var cold = Least(recorder, bare, probed, () =>
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < other.Length; i += Line) other[i]++;
            elseTicks = Math.Min(elseTicks, Stopwatch.GetTimestamp() - start);
        });
        return new(warm, cold, elseTicks);
    }

    // The least of some rounds of each: other programs only ever add.
    private static ProbeCost Least(Recorder recorder, ValueGetter<int>[] bare, ValueGetter<int>[] probed, Action between)
    {
        long leastBare = long.MaxValue, leastProbed = long.MaxValue, leastRecorded = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            leastBare = Math.Min(leastBare, Time(bare, between));
            long before = Recorded(recorder);
            leastProbed = Math.Min(leastProbed, Time(probed, between));
            leastRecorded = Math.Min(leastRecorded, Recorded(recorder) - before);
        }
        const double Calls = Stages * Rows;
        return new(Math.Max(leastRecorded - leastBare, 0) / Calls, Math.Max(leastProbed - leastRecorded, 0) / Calls);
    }

    private static long Time(ValueGetter<int>[] getters, Action between)
    {
        int value = 0;
        long ticks = 0;
        for (int row = 0; row < Rows; row++)
        {
            between();
            long start = Stopwatch.GetTimestamp();
            foreach (var get in getters) get(ref value);
            ticks += Stopwatch.GetTimestamp() - start;
        }
        return ticks;
    }

    private static long Recorded(Recorder recorder) => Sum(recorder.Total());

    private static long Sum(CallTotals node) => node.OwnTicks + node.Children.Sum(Sum);

    private sealed class Nothing
    {
        private int _calls;

        public void Get(ref int value) => value = ++_calls;
    }
}
