namespace MLNet.SemanticConv.Tests.Correlation;

public class AllButTheTopTests
{
    [Fact]
    public void Centring_alone_takes_away_the_mean()
    {
        float[] values = [1, 2, 3, 6];
        AllButTheTop.Remove(values, dimensions: 2, components: 0);
        Assert.Equal([-1, -2, 1, 2], values);
    }

    [Fact]
    public void The_direction_of_the_largest_variance_goes_first()
    {
        // Mean (2, 1); the variance along the first axis is 8/4, along the second 2/4, and there is no other.
        float[] values = [4, 1, 0, 1, 2, 2, 2, 0];
        AllButTheTop.Remove(values, dimensions: 2, components: 1);
        Assert.Equal([0, 0, 0, 0, 0, 1, 0, -1], values.Select(value => MathF.Round(value, 6) + 0f));
    }

    [Fact]
    public void Rows_of_zeros_are_left_out_and_left_alone()
    {
        float[] values = [1, 2, 0, 0, 3, 6];
        AllButTheTop.Remove(values, dimensions: 2, components: 0);
        Assert.Equal([-1, -2, 0, 0, 1, 2], values);
    }
}
