namespace MLNet.SemanticConv.Tests.Selection;

public class CloseCallsTests
{
    [Fact]
    public void The_closest_call_is_not_that_of_a_label_with_many_examples()
    {
        CloseCalls calls = new([0, 1], [0, 3], rarity: 0.5, unit: 0.5);
        float[] distances = new float[2];
        // Label 0 is 0.5 / 0.5 away; label 1 is 0.1 / 0.5 away and has ½ ln 4 = 0.6931 for its three examples.
        Assert.Equal((1, 0.2f + 0.693147f), Rounded(calls.Closest([0.5f, 1.1f], distances)));
        calls.Choose([0, 1]);
        // A fourth is expected: ½ ln 5 = 0.8047.
        Assert.Equal((0, 1f), Rounded(calls.Closest([0.5f, 1.1f], distances)));

        static (int, float) Rounded((int Label, float Value) closest) => (closest.Label, MathF.Round(closest.Value, 6));
    }

    [Fact]
    public void Without_rarity_examples_do_not_count()
    {
        CloseCalls calls = new([0, 0], [0, 1000], rarity: 0, unit: 1);
        Assert.Equal((1, 0.25f), calls.Closest([-0.5f, -0.25f], new float[2]));
    }

    [Fact]
    public void The_spread_is_the_mean_of_the_labels_standard_deviations()
        => Assert.Equal(2, CloseCalls.Spread([[1, 0], [-1, 6], [1, 0], [-1, 6]]), 12);   // 1 and 3
}
