using System.Diagnostics;

namespace MLNet.SemanticConv.Benchmarks.Correlation;

/// <summary>How long a cache line takes from one core to another: what threads pay that write the same rows.</summary>
internal static class CoreDistance
{
    private const int Turns = 1_000_000;

    /// <summary>The mean time of one way, in nanoseconds, of two threads that hand a number to and fro.</summary>
    public static double Nanoseconds()
    {
        int turn = 0;
        var other = new Thread(() => Bounce(ref turn, odd: 1)) { IsBackground = true };
        other.Start();
        long start = Stopwatch.GetTimestamp();
        Bounce(ref turn, odd: 0);
        other.Join();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Turns;
    }

    private static void Bounce(ref int turn, int odd)
    {
        for (int next = odd; next < Turns; next += 2)
        {
            while (Volatile.Read(ref turn) != next) Thread.SpinWait(1);
            Volatile.Write(ref turn, next + 1);
        }
    }
}
