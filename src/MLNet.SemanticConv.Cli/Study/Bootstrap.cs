namespace MLNet.SemanticConv.Cli;

/// <summary>How sure a mean over runs is: groups, and the members of each, are drawn again with replacement.</summary>
internal static class Bootstrap
{
    private const int Samples = 2000;

    /// <summary>The middle 95 % of what <paramref name="statistic"/> gives for <paramref name="count"/> runs drawn with
    /// replacement.</summary>
    public static (double Low, double High) Interval(int count, Func<IReadOnlyList<int>, Random, double> statistic)
    {
        Random random = new(1);
        double[] drawn = [.. Enumerable.Range(0, Samples).Select(_ => statistic(Draw(count, random), random)).Order()];
        return (drawn[(int)(0.025 * Samples)], drawn[(int)(0.975 * Samples)]);
    }

    /// <summary>The middle 95 % of the mean of the groups' means.</summary>
    public static (double Low, double High) OfMeans(IReadOnlyList<double[]> groups)
        => Interval(groups.Count,
            (drawn, random) => drawn.Average(group => Draw(groups[group].Length, random).Average(member => groups[group][member])));

    private static int[] Draw(int count, Random random)
    {
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) drawn[i] = random.Next(count);
        return drawn;
    }
}
