using ScottPlot;

namespace MLNet.SemanticConv.Cli;

/// <summary>The positives of a label in training along the bottom of a plot, in orders of magnitude.</summary>
internal static class SupportAxis
{
    private static readonly double[] Supports = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 1_000_000];

    public static void Put(Plot plot, int greatest)
    {
        double[] ticks = [.. Supports.Where(support => support <= greatest * 1.5)];
        plot.XLabel("positives in training");
        plot.Axes.Bottom.SetTicks([.. ticks.Select(Math.Log10)], [.. ticks.Select(support => support.ToString("N0"))]);
        plot.Axes.SetLimitsX(-0.1, Math.Log10(greatest) + 0.1);
    }
}
