namespace MLNet.SemanticConv.Tests.Correlation;

public class CorrelationOptionsTests
{
    [Fact]
    public void Values_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("TopN", () => new CorrelationOptions { TopN = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Threshold", () => new CorrelationOptions { Threshold = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("Threshold", () => new CorrelationOptions { Threshold = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("RemovedComponents", () => new CorrelationOptions { RemovedComponents = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("CslsNeighbors", () => new CorrelationOptions { CslsNeighbors = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Strength", () => new CorrelationOptions { Strength = -0.1f });
        Assert.Throws<ArgumentOutOfRangeException>("Strength", () => new CorrelationOptions { Strength = float.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>("OwnWeight", () => new CorrelationOptions { OwnWeight = float.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>("Among", () => new CorrelationOptions { Among = (NeighborScope)9 });
        Assert.Throws<ArgumentNullException>("Weight", () => new CorrelationOptions { Weight = null! });
        Assert.Throws<ArgumentOutOfRangeException>("exponent", () => NeighborWeight.Power(-1));
    }

    [Fact]
    public void Settings_of_equal_values_are_equal()
        => Assert.Equal(CorrelationOptions.Default with { Weight = NeighborWeight.Power(1) }, CorrelationOptions.Default);

    [Theory]
    [InlineData(0, 0.5, 1)]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(2, 0.5, 0.25)]
    [InlineData(0.5, 0.25, 0.5)]
    public void A_neighbour_weighs_its_cosine_to_the_power(float exponent, float cosine, float weight)
        => Assert.Equal(weight, NeighborWeight.Power(exponent).Of(cosine));
}
