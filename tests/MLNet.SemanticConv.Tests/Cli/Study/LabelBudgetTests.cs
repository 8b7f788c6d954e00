namespace MLNet.SemanticConv.Cli.Tests;

public class LabelBudgetTests
{
    private static readonly LabeledText[] Rows =
        [.. Enumerable.Range(0, 100)
            .Select(i => new LabeledText { Text = $"{i}", Labels = i % 10 == 0 ? ["rare", "common"] : ["common"] })];

    [Fact]
    public void A_larger_share_holds_the_rows_of_a_smaller_one()
    {
        var small = LabelBudget.Parse("10%").Of(Rows, seed: 3);
        var large = LabelBudget.Parse("25%").Of(Rows, seed: 3);
        Assert.Equal(10, small.Length);
        Assert.Equal(25, large.Length);
        Assert.Equal(small, large[..10]);
        Assert.NotEqual(small, LabelBudget.Parse("10%").Of(Rows, seed: 4));
    }

    [Fact]
    public void Examples_of_each_label_are_enough_and_no_row_is_idle()
    {
        var chosen = LabelBudget.Parse("4x").Of(Rows, seed: 1);
        Assert.Equal(4, chosen.Count(row => row.Labels.Contains("rare")));
        // at most four rows for each of two labels
        Assert.InRange(chosen.Length, 4, 8);
        Assert.Equal(Rows.Count(row => row.Labels.Contains("rare")),
            LabelBudget.Parse("50x").Of(Rows, 1).Count(row => row.Labels.Contains("rare")));
    }

    [Theory]
    [InlineData("10")]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("0x")]
    [InlineData("1.5x")]
    [InlineData("many")]
    public void Anything_else_is_refused_with_both_forms(string text)
    {
        var thrown = Assert.Throws<FormatException>(() => LabelBudget.Parse(text));
        Assert.Contains($"'{text}'", thrown.Message);
        Assert.Contains("10%", thrown.Message);
        Assert.Contains("8x", thrown.Message);
    }
}
