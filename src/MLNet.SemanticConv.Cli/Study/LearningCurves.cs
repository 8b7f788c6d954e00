namespace MLNet.SemanticConv.Cli;

/// <summary>
/// Macro average precision of one task against the share of labelled rows, over labels that are the same at every budget: for each seed
/// those that have a positive at the reference budget. A label without a positive yet counts with what any order gives.
/// </summary>
internal sealed class LearningCurves
{
    private const string Reference = "10%";

    private readonly ILookup<(string Method, string Budget), (int Seed, double Value)> _points;

    private LearningCurves(IReadOnlyList<LabelBudget> budgets, LabelBudget reference, ILookup<(string, string), (int, double)> points)
        => (Budgets, ReferenceBudget, _points) = (budgets, reference, points);

    /// <summary>The budgets that are shares of the rows, rising.</summary>
    public IReadOnlyList<LabelBudget> Budgets { get; }

    public LabelBudget ReferenceBudget { get; }

    /// <summary>The curves, or null where no budget is a share of the rows, or no label can be judged at the reference budget.</summary>
    public static LearningCurves? Of(IReadOnlyList<StudyResult> results)
    {
        LabelBudget[] budgets = [.. results.Select(result => result.Budget).Distinct().Select(LabelBudget.Parse)
            .Where(budget => budget.IsShare).OrderBy(budget => budget.Share)];
        if (budgets.Length == 0) return null;
        LabelBudget reference = budgets.FirstOrDefault(budget => budget.Name == Reference) ?? budgets[0];
        var labels = results.Where(result => result.Budget == reference.Name).GroupBy(result => result.Seed)
            .Select(seed => (seed.Key, Labels: seed.First().Labels.Where(label => label.Training > 0).Select(label => label.Name)
                .ToHashSet(StringComparer.Ordinal)))
            .Where(seed => seed.Labels.Count > 0).ToDictionary(seed => seed.Key, seed => seed.Labels);
        if (labels.Count == 0) return null;
        return new(budgets, reference, results.Where(result => labels.ContainsKey(result.Seed)).ToLookup(
            result => (result.Method, result.Budget),
            result => (result.Seed,
                result.Labels.Where(label => labels[result.Seed].Contains(label.Name)).Average(label => label.AveragePrecision))));
    }

    /// <summary>The points of some methods, over the seeds that all of them have: share, mean and the least and greatest of a point's
    /// values.</summary>
    public IReadOnlyList<(string Method, IReadOnlyList<CurvePoint> Points)> Compare(IReadOnlyList<string> methods)
    {
        var seeds = methods.Select(method => _points[(method, ReferenceBudget.Name)].Select(point => point.Seed))
            .Aggregate((all, own) => all.Intersect(own)).ToHashSet();
        return [.. methods.Select(method => (method, (IReadOnlyList<CurvePoint>)[..
            from budget in Budgets
            let values = _points[(method, budget.Name)].Where(point => seeds.Contains(point.Seed)).Select(point => point.Value).ToArray()
            where values.Length > 0
            select new CurvePoint(budget.Share, values.Average(), values.Min(), values.Max())]))];
    }

    /// <summary>
    /// The factor by which <paramref name="method"/> needs more labels to reach what <paramref name="better"/> reaches at the reference
    /// budget, on the straight line between its points over the logarithm of the share; infinite where no budget reaches it.
    /// </summary>
    /// <returns>The factor, and its bootstrap interval of 95 % over the seeds where there are several.</returns>
    public (double Factor, (double Low, double High)? Range)? Saved(string better, string method)
    {
        int[] seeds = [.. _points[(better, ReferenceBudget.Name)].Select(point => point.Seed)];
        seeds = [.. seeds.Where(seed => Budgets.All(budget => Value(method, budget, seed) is not null))];
        if (seeds.Length == 0) return null;
        double FactorOf(IEnumerable<int> drawn)
        {
            double target = drawn.Average(seed => Value(better, ReferenceBudget, seed)!.Value);
            var curve = Budgets.Select(budget => (budget.Share, drawn.Average(seed => Value(method, budget, seed)!.Value)));
            return Crossing([.. curve], target) / ReferenceBudget.Share;
        }
        return (FactorOf(seeds),
            seeds.Length == 1 ? null : Bootstrap.Interval(seeds.Length, (drawn, _) => FactorOf(drawn.Select(i => seeds[i]))));
    }

    /// <summary>Where a curve first reaches a value.</summary>
    internal static double Crossing(IReadOnlyList<(double Share, double Value)> curve, double target)
    {
        if (curve[0].Value >= target) return curve[0].Share;
        for (int i = 1; i < curve.Count; i++)
        {
            if (curve[i].Value < target) continue;
            double part = (target - curve[i - 1].Value) / (curve[i].Value - curve[i - 1].Value);
            return curve[i - 1].Share * Math.Pow(curve[i].Share / curve[i - 1].Share, part);
        }
        return double.PositiveInfinity;
    }

    private double? Value(string method, LabelBudget budget, int seed)
        => _points[(method, budget.Name)].Where(point => point.Seed == seed).Select(point => (double?)point.Value).FirstOrDefault();

    /// <param name="Share">The part of the rows that keep their labels.</param>
    /// <param name="Mean">The mean over the seeds.</param>
    /// <param name="Least">The least of them.</param>
    /// <param name="Greatest">The greatest of them.</param>
    internal readonly record struct CurvePoint(double Share, double Mean, double Least, double Greatest);
}
