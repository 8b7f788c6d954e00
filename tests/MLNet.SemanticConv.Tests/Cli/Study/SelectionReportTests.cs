namespace MLNet.SemanticConv.Cli.Tests;

public class SelectionReportTests
{
    [Fact]
    public void Random_needs_the_rows_at_which_its_curve_crosses()
    {
        // Random: 0.2 at 100 rows, 0.4 at 400. Chosen: 0.3 at 100, which random reaches halfway over the logarithm, at 200; 0.5 at 400,
        // never.
        string report = SelectionReport.Of(
        [
            Result("1%", "default", "random", 100, 0.2), Result("4%", "default", "random", 400, 0.4),
            Result("1%", "default", "balanced", 100, 0.3), Result("4%", "default", "balanced", 400, 0.5),
        ]);
        Assert.Contains("| mAP | default needs | micro-F1 |", report);
        Assert.Contains("| 1% (100) | default | balanced | 1 | 0.300 (+0.100 [+0.100, +0.100]) | 2.0 |", report);
        Assert.Contains("| 4% (400) | default | balanced | 1 | 0.500 (+0.100 [+0.100, +0.100]) | > 1.0 |", report);
    }

    [Fact]
    public void Every_method_on_random_rows_is_a_yardstick_and_differences_are_to_the_own_one()
    {
        // plain has 0.1 at 100 rows and 0.3 at 1,600, so 0.2 at 400: four times 100. What default has with 400 rows, plain never has.
        string report = SelectionReport.Of(
        [
            Result("1%", "plain", "random", 100, 0.1), Result("16%", "plain", "random", 1600, 0.3),
            Result("1%", "default", "random", 100, 0.2), Result("1%", "default", "balanced", 100, 0.25),
            Result("4%", "default", "balanced", 400, 0.4),
        ]);
        Assert.Contains("| mAP | plain needs | default needs | micro-F1 |", report);
        Assert.Contains("| 1% (100) | default | random | 1 | 0.200 | 4.0 |  |", report);
        Assert.Contains("| 1% (100) | default | balanced | 1 | 0.250 (+0.050 [+0.050, +0.050]) | 8.0 | > 1.0 |", report);
        Assert.Contains("| 4% (400) | default | balanced | 1 | 0.400 | > 4.0 | > 0.2 |", report);
    }

    [Fact]
    public void What_a_method_has_from_its_first_rows_on_it_may_reach_with_fewer()
    {
        string report = SelectionReport.Of(
            [Result("4%", "plain", "random", 400, 0.3), Result("1%", "default", "random", 100, 0.2),
                Result("4%", "default", "random", 400, 0.3)]);
        Assert.Contains("| 1% (100) | default | random | 1 | 0.200 | ≤ 4.0 |", report);
        Assert.Contains("| 4% (400) | default | random | 1 | 0.300 | 1.0 |", report);
    }

    [Fact]
    public void Labels_that_no_row_of_the_test_has_do_not_count()
        => Assert.Equal(0.5,
            SelectionReport.PrecisionOf(
                new("d", "1%", "default", "random", 1, 10, 0, 0, 0, 0, 0, [new("a", 1, 2, 0.5, 0), new("b", 3, 0, 0, 0)])));

    private static StudyResult Result(string budget, string method, string chosen, int rows, double precision)
        => new("data", budget, method, chosen, 1, rows, 0.5, 0.5, precision, 1, 1,
            [new("a", 1, 1, precision, 0.5), new("b", 0, 1, precision, 0.5)]);
}
