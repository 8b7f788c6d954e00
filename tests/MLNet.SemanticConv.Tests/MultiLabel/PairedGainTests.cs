namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class PairedGainTests
{
    [Fact]
    public void It_is_the_mean_of_the_differences_and_its_standard_error()
    {
        // Differences of 0.1, 0.2 and 0.6: mean 0.3, variance (0.04 + 0.01 + 0.09) / 2 = 0.07, error sqrt(0.07 / 3).
        var gain = PairedGain.Of([0.4, 0.5, 0.9], [0.3, 0.3, 0.3]);
        Assert.Equal(0.3, gain.Mean, 12);
        Assert.Equal(Math.Sqrt(0.07 / 3), gain.StandardError, 12);
        Assert.Equal("0.3000 ± 0.1528", gain.ToString());
    }

    [Theory]
    [InlineData(0.012, 0.010, true)]     // clear
    [InlineData(0.009, 0.010, false)]    // less than an error
    [InlineData(0.004, 0.001, false)]    // clear, but too little
    [InlineData(-0.03, 0.010, false)]
    [InlineData(0.010, 0.050, true)]     // too few rows to tell
    [InlineData(-0.040, 0.050, true)]
    [InlineData(-0.060, 0.050, false)]   // clearly worse
    [InlineData(0, 0, true)]             // ranked alike in any case
    [InlineData(-0.001, 0, false)]       // of one label
    public void What_is_added_must_gain_where_labels_tell_and_do_no_harm_where_they_cannot(double mean, double error, bool isWorthAdding)
        => Assert.Equal(isWorthAdding, new PairedGain(mean, error).IsWorthAdding(standardErrors: 1, least: 0.005));
}
