using CsCheck;

namespace MLNet.SemanticConv.Tests.Embeddings.Training;

public class NegativeSamplerTests
{
    [Fact]
    public void Words_are_drawn_by_their_count_to_the_power_of_three_quarters()
    {
        // 16^0.75 = 8, 81^0.75 = 27, 1^0.75 = 1: 36 in all.
        var sampler = new NegativeSampler([81, 16, 1], exponent: 0.75);
        double[] probabilities = sampler.Probabilities(part: 0);
        Assert.Equal(27 / 36.0, probabilities[0], 1e-9);
        Assert.Equal(8 / 36.0, probabilities[1], 1e-9);
        Assert.Equal(1 / 36.0, probabilities[2], 1e-9);

        var random = new RandomBits(1, 2, 3);
        int[] drawn = new int[3];
        for (int i = 0; i < 36_000; i++) drawn[sampler.Draw(random.Next(), part: 0)]++;
        // Four standard deviations.
        Assert.InRange(drawn[0], 27_000 - 330, 27_000 + 330);
        Assert.InRange(drawn[2], 1_000 - 125, 1_000 + 125);
    }

    [Fact]
    public void The_parts_make_up_the_exact_distribution_of_any_counts()
        => Gen.Select(Gen.Long[1, 1_000_000].Array[1, 200], Gen.Int[1, 30], Gen.Double[0, 1], Gen.Int[1, 5]).Sample((few, repeats, exponent, workers) =>
        {
            long[] counts = [.. Enumerable.Repeat(few, repeats).SelectMany(counts => counts).OrderDescending()];
            double[] expected = Array.ConvertAll(counts, count => Math.Pow(count, exponent));
            double sum = expected.Sum();
            var sampler = new NegativeSampler(counts, exponent, workers);
            double[] actual = new double[counts.Length];
            for (int part = 0; part < sampler.Parts; part++)
            {
                // Each word has the same share of the table: a part counts as much as it has words.
                double size = Enumerable.Range(0, counts.Length).Count(i => i % sampler.Parts == part);
                double[] probabilities = sampler.Probabilities(part);
                Assert.Equal(1, probabilities.Sum(), 1e-9);
                for (int i = 0; i < actual.Length; i++) actual[i] += probabilities[i] * size / counts.Length;
            }
            for (int i = 0; i < counts.Length; i++) Assert.Equal(expected[i] / sum, actual[i], 1e-8);
        }, iter: 200);

    [Fact]
    public void Parts_have_hardly_a_word_in_common_and_there_are_as_many_as_words_suffice_for()
    {
        // Zipf's law.
        long[] counts = [.. Enumerable.Range(1, 10_000).Select(rank => 1_000_000L / rank)];
        var sampler = new NegativeSampler(counts, exponent: 0.75, workers: 2);
        Assert.Equal(2, sampler.Parts);
        double[] one = sampler.Probabilities(0), other = sampler.Probabilities(1);
        double common = one.Zip(other, Math.Min).Sum();
        Assert.True(common < 0.03, $"{common:P1} of the draws are of words that both parts have");

        var random = new RandomBits(1, 2, 3);
        int[] drawn = new int[counts.Length];
        for (int i = 0; i < 100_000; i++) drawn[sampler.Draw(random.Next(), part: 1)]++;
        // Five standard deviations.
        for (int i = 0; i < 20; i++) Assert.Equal(other[i] * 100_000, drawn[i], 5 * Math.Sqrt(other[i] * 100_000));

        Assert.Equal(1, new NegativeSampler(counts.AsSpan(0, 1999), exponent: 0.75, workers: 2).Parts);
        Assert.Equal(10, new NegativeSampler(counts, exponent: 0.75, workers: 64).Parts);
    }
}
