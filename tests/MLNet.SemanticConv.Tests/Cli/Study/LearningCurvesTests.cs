namespace MLNet.SemanticConv.Cli.Tests;

public class LearningCurvesTests
{
    [Fact]
    public void Only_labels_known_at_ten_percent_count_and_they_count_at_every_budget()
    {
        // "late" is first seen with all labels, "early" is not yet seen with 1 %.
        StudyResult[] results =
        [
            Result("1%", "plain", 1, ("early", 0, 0.05), ("late", 0, 0.01)),
            Result("10%", "plain", 1, ("early", 2, 0.3), ("late", 0, 0.01)),
            Result("100%", "plain", 1, ("early", 20, 0.7), ("late", 3, 0.9)),
        ];
        var curves = LearningCurves.Of(results)!;
        Assert.Equal([(0.01, 0.05), (0.1, 0.3), (1, 0.7)], curves.Compare(["plain"])[0].Points.Select(point => (point.Share, point.Mean)));
    }

    [Fact]
    public void Methods_are_compared_over_the_seeds_that_all_have()
    {
        StudyResult[] results =
        [
            Result("10%", "plain", 1, ("a", 1, 0.4)), Result("10%", "plain", 2, ("a", 1, 0.8)),
            Result("10%", "default", 1, ("a", 1, 0.5)),
        ];
        Assert.Equal([0.4, 0.5],
            LearningCurves.Of(results)!.Compare(["plain", "default"]).Select(curve => Assert.Single(curve.Points).Mean));
    }

    [Fact]
    public void The_saving_is_read_off_the_line_between_two_points()
    {
        // plain reaches .5 half-way between 10 % and 40 % on the logarithmic scale: at 20 %.
        StudyResult[] results =
        [
            Result("10%", "plain", 1, ("a", 1, 0.4)), Result("40%", "plain", 1, ("a", 4, 0.6)),
            Result("10%", "default", 1, ("a", 1, 0.5)), Result("40%", "default", 1, ("a", 4, 0.7)),
        ];
        var saved = LearningCurves.Of(results)!.Saved("default", "plain")!.Value;
        Assert.Equal(2, saved.Factor, 10);
        Assert.Null(saved.Range);   // of one seed
    }

    [Fact]
    public void What_no_budget_reaches_is_infinite_and_what_the_first_reaches_is_its_share()
    {
        (double, double)[] curve = [(0.1, 0.2), (1, 0.4)];
        Assert.Equal(double.PositiveInfinity, LearningCurves.Crossing(curve, 0.5));
        Assert.Equal(0.1, LearningCurves.Crossing(curve, 0.1));
    }

    [Fact]
    public void Several_seeds_give_the_saving_a_range()
    {
        // plain reaches what default has with 10 % at 20 % with one seed, at 40 % with the other
        StudyResult[] results =
        [
            .. new[] { (1, 0.5), (2, 0.6) }.SelectMany(seed => (StudyResult[])[
                Result("10%", "plain", seed.Item1, ("a", 1, 0.4)), Result("40%", "plain", seed.Item1, ("a", 4, 0.6)),
                Result("10%", "default", seed.Item1, ("a", 1, seed.Item2))]),
        ];
        var (low, high) = LearningCurves.Of(results)!.Saved("default", "plain")!.Value.Range!.Value;
        Assert.Equal((2, 4), (low, high));
    }

    [Fact]
    public void Where_no_label_can_be_judged_at_the_reference_budget_there_are_no_curves_of_that_seed()
    {
        StudyResult unknown = Result("1%", "plain", 1, ("a", 0, 0.1)), known = Result("1%", "plain", 2, ("a", 1, 0.3));
        Assert.Null(LearningCurves.Of([unknown]));
        Assert.Equal(0.3, Assert.Single(LearningCurves.Of([unknown, known])!.Compare(["plain"])[0].Points).Mean);
    }

    private static StudyResult Result(
        string budget, string method, int seed, params (string Name, int Training, double AveragePrecision)[] labels)
        => new("data", budget, method, null, seed, 100, 0.5, 0.4, labels.Average(label => label.AveragePrecision), 1, 1,
            [.. labels.Select(label => new StudyResult.Label(label.Name, label.Training, 5, label.AveragePrecision, 0.5))]);
}
