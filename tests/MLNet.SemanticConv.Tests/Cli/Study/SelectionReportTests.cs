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
            Result("1%", "random", 100, 0.2), Result("4%", "random", 400, 0.4),
            Result("1%", "balanced", 100, 0.3), Result("4%", "balanced", 400, 0.5),
        ]);
        Assert.Contains("| 1% (100) | balanced | 1 | 0.300 (+0.100 [+0.100, +0.100]) | 2.0 |", report);
        Assert.Contains("| 4% (400) | balanced | 1 | 0.500 (+0.100 [+0.100, +0.100]) | > 1.0 |", report);
    }

    [Fact]
    public void Labels_that_no_row_of_the_test_has_do_not_count()
        => Assert.Equal(0.5,
            SelectionReport.PrecisionOf(
                new("d", "1%", "select random", 1, 10, 0, 0, 0, 0, 0, [new("a", 1, 2, 0.5, 0), new("b", 3, 0, 0, 0)])));

    private static StudyResult Result(string budget, string strategy, int rows, double precision)
        => new("data", budget, $"select {strategy}", 1, rows, 0.5, 0.5, precision, 1, 1,
            [new("a", 1, 1, precision, 0.5), new("b", 0, 1, precision, 0.5)]);
}
