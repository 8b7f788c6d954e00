namespace MLNet.SemanticConv.Tests.Arguments;

public class StepProgressTests
{
    [Fact]
    public void The_fraction_is_the_share_that_is_done_and_0_where_the_total_is_not_known()
    {
        Assert.Equal(0.25, new StepProgress("Counting", 1, 4).Fraction);
        Assert.Equal(0, new StepProgress("Counting", 7, 0).Fraction);
    }
}
