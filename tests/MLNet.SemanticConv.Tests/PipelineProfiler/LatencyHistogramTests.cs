using CsCheck;

namespace MLNet.PipelineProfiler.Tests;

public class LatencyHistogramTests
{
    [Fact]
    public void Quantiles_are_those_of_the_sorted_durations_to_six_percent()
        => Gen.Select(Gen.Long[0, 10_000_000].Array[1, 200], Gen.Double[0.01, 1]).Sample((durations, share) =>
        {
            var histogram = new LatencyHistogram();
            foreach (long duration in durations) histogram.Add(duration);
            long exact = durations.Order().ElementAt((int)Math.Ceiling(share * durations.Length) - 1);
            Assert.InRange(histogram.Quantile(share), exact * 0.94 - 0.5, exact * 1.0625 + 0.5);
        });

    [Fact]
    public void Durations_of_a_few_ticks_have_a_class_each()
    {
        var histogram = new LatencyHistogram();
        foreach (long duration in new long[] { -1, 3, 3, 7 }) histogram.Add(duration);
        // A clock that runs back counts as no time.
        Assert.Equal([0, 3, 7], new[] { 0.25, 0.75, 1 }.Select(histogram.Quantile));
    }

    [Fact]
    public void Nothing_counted_is_zero() => Assert.Equal(0, new LatencyHistogram().Quantile(0.5));
}
