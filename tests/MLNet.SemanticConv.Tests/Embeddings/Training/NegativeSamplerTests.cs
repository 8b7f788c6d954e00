using CsCheck;

namespace MLNet.SemanticConv.Tests.Embeddings.Training;

public class NegativeSamplerTests
{
    [Fact]
    public void Words_are_drawn_by_their_weight()
    {
        var sampler = new NegativeSampler([27, 8, 1]);
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
    public void The_table_has_the_exact_distribution_of_any_weights()
        => Gen.Double[1e-3, 1e6].Array[1, 500].Sample(weights =>
        {
            double[] probabilities = new NegativeSampler(weights).Probabilities();
            Assert.Equal(1, probabilities.Sum(), 1e-9);
            for (int i = 0; i < weights.Length; i++) Assert.Equal(weights[i] / weights.Sum(), probabilities[i], 1e-8);
        }, iter: 200);
}
