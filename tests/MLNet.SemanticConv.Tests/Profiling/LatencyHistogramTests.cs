using CsCheck;
using MLNet.SemanticConv.Profiling;

namespace MLNet.SemanticConv.Tests.Profiling;

public class LatencyHistogramTests
{
    [Fact]
    public void Quantiles_AreThoseOfTheSortedDurations_ToSixPercent()
        => Gen.Select(Gen.Long[0, 10_000_000].Array[1, 200], Gen.Double[0.01, 1]).Sample((durations, share) =>
        {
            var histogram = new LatencyHistogram();
            foreach (long duration in durations) histogram.Add(duration);
            long exact = durations.Order().ElementAt((int)Math.Ceiling(share * durations.Length) - 1);
            Assert.InRange(histogram.Quantile(share), exact * 0.94 - 0.5, exact * 1.0625 + 0.5);
        });

    [Fact]
    public void NothingCounted_IsZero() => Assert.Equal(0, new LatencyHistogram().Quantile(0.5));
}
