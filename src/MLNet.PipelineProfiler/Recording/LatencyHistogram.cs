using System.Numerics;
using System.Runtime.CompilerServices;

namespace MLNet.PipelineProfiler;

/// <summary>Counts of durations in ticks; eight classes for each power of two, so a quantile is right to within 6 %.</summary>
internal sealed class LatencyHistogram
{
    private const int BitsInClass = 3, Classes = (64 - BitsInClass) << BitsInClass;

    private Counts _counts;

    public void Add(long ticks) => _counts[ClassOf(ticks)]++;

    public void Add(LatencyHistogram other)
    {
        for (int i = 0; i < Classes; i++) _counts[i] += other._counts[i];
    }

    /// <summary>The duration that the given share of all stays at or below, in ticks; 0 where nothing was counted.</summary>
    public double Quantile(double share)
    {
        long total = 0, below = 0;
        foreach (int count in _counts) total += count;
        for (int i = 0; i < Classes; i++)
            if ((below += _counts[i]) >= share * total && total > 0) return Middle(i);
        return 0;
    }

    private static int ClassOf(long ticks)
    {
        if (ticks < 1 << BitsInClass) return (int)Math.Max(ticks, 0);
        int exponent = BitOperations.Log2((ulong)ticks) - BitsInClass;
        return ((exponent + 1) << BitsInClass) + (int)(ticks >> exponent) - (1 << BitsInClass);
    }

    private static double Middle(int index)
    {
        if (index < 1 << BitsInClass) return index;
        int exponent = (index >> BitsInClass) - 1;
        return ((index & ((1 << BitsInClass) - 1)) + (1 << BitsInClass) + 0.5) * Math.Pow(2, exponent) - 0.5;
    }

    // Within the object, so that to count touches one line of the processor's cache.
    [InlineArray(Classes)]
    private struct Counts
    {
        private int _first;
    }
}
