using CsCheck;

namespace MLNet.SemanticConv.Tests.Embeddings.Training;

public class NegativeSamplerTests
{
    [Fact]
    public void Words_are_drawn_by_their_count_to_the_power_of_three_quarters()
    {
        // 16^0.75 = 8, 81^0.75 = 27, 1^0.75 = 1: 36 in all.
        var sampler = new NegativeSampler([81, 16, 1], exponent: 0.75);
        double[] probabilities = sampler.Probabilities();
        Assert.Equal(27 / 36.0, probabilities[0], 1e-9);
        Assert.Equal(8 / 36.0, probabilities[1], 1e-9);
        Assert.Equal(1 / 36.0, probabilities[2], 1e-9);

        var random = new RandomBits(1, 2, 3);
        int[] drawn = new int[3];
        for (int i = 0; i < 36_000; i++) drawn[sampler.Draw(random.Next())]++;
        // Four standard deviations.
        Assert.InRange(drawn[0], 27_000 - 330, 27_000 + 330);
        Assert.InRange(drawn[2], 1_000 - 125, 1_000 + 125);
    }

    [Fact]
    public void The_table_holds_the_exact_distribution_of_any_counts()
        => Gen.Select(Gen.Long[1, 1_000_000].Array[1, 200], Gen.Double[0, 1]).Sample((counts, exponent) =>
        {
            double[] expected = Array.ConvertAll(counts, count => Math.Pow(count, exponent));
            double sum = expected.Sum();
            double[] actual = new NegativeSampler(counts, exponent).Probabilities();
            for (int i = 0; i < counts.Length; i++) Assert.Equal(expected[i] / sum, actual[i], 1e-8);
        }, iter: 200);
}
