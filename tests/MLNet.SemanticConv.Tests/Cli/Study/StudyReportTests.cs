namespace MLNet.SemanticConv.Cli.Tests;

public class StudyReportTests
{
    [Fact]
    public void Says_with_how_many_times_as_many_labels_plain_has_as_much()
    {
        string report = StudyReport.Of(
        [
            Result("10%", "plain", 0.4), Result("40%", "plain", 0.6), Result("10%", "default", 0.5), Result("40%", "default", 0.7),
        ]);
        Assert.Contains("`default` with 10% of the labels reaches what `plain` reaches with 2.0 times as many.", report);
    }

    [Fact]
    public void What_plain_reaches_with_no_budget_has_no_factor()
    {
        string report = StudyReport.Of([Result("10%", "plain", 0.4), Result("40%", "plain", 0.6), Result("10%", "default", 0.7)]);
        Assert.Contains("`default` with 10% of the labels ranks better than `plain` with 40%.", report);
        Assert.DoesNotContain("∞", report);
    }

    [Fact]
    public void A_single_difference_has_no_interval()
    {
        string report = StudyReport.Of([Result("10%", "plain", 0.4), Result("10%", "default", 0.7)]);
        Assert.Contains("| 10% (100) | default | 1 | 0.700 (+0.300) | 0.700 | – | – | – | 0.500 (0.000) | 0.400 (0.000) |", report);
    }

    [Fact]
    public void A_budget_at_which_no_label_can_be_judged_has_no_precision()
    {
        string report = StudyReport.Of([Unlearnt("plain"), Unlearnt("default")]);
        Assert.Contains("| 1% (100) | default | 1 | – | – | – | – | – | 0.000 (0.000) |", report);

        static StudyResult Unlearnt(string method)
            => new("data", "1%", method, null, 1, 100, 0, 0, double.NaN, 1, 1, [new("a", 0, 5, 0.1, 0)]);
    }

    private static StudyResult Result(string budget, string method, double precision)
        => new("data", budget, method, null, 1, 100, 0.5, 0.4, precision, 1, 1, [new("a", 1, 5, precision, 0.5)]);
}
