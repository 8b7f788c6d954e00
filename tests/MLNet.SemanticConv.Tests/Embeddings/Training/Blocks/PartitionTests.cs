namespace MLNet.SemanticConv.Tests.Embeddings.Training.Blocks;

public class PartitionTests
{
    // Zipf's law.
    private static readonly double[] Kept = [.. Enumerable.Range(1, 10_000).Select(rank => 1e6 / (rank + 20))];
    private static readonly double[] Noise = [.. Enumerable.Range(1, 10_000).Select(rank => Math.Pow(1e6 / rank, 0.75))];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(10, 10)]
    [InlineData(64, 10)]
    public void Every_word_has_one_place_and_a_part_is_of_a_thousand_words_at_least(int asked, int parts)
    {
        var partition = new Partition(Kept, Noise, asked);
        Assert.Equal(parts, partition.Parts);
        var seen = new HashSet<int>();
        for (int part = 0; part < parts; part++)
        {
            var words = partition.Words(part);
            for (int row = 0; row < words.Length; row++)
            {
                Assert.True(seen.Add(words[row]));
                Assert.Equal(new(part, row), partition[words[row]]);
            }
        }
        Assert.Equal(10_000, seen.Count);
        Assert.Equal(1, new Partition([3, 2, 1], [3, 2, 1], asked).Parts);
    }

    [Fact]
    public void Parts_weigh_alike()
    {
        var partition = new Partition(Kept, Noise, 8);
        for (int part = 0; part < 8; part++)
        {
            double kept = 0, noise = 0;
            foreach (int word in partition.Words(part)) (kept, noise) = (kept + Kept[word], noise + Noise[word]);
            Assert.Equal(1 / 8.0, ((kept / Kept.Sum()) + (noise / Noise.Sum())) / 2, 1e-4);
        }
    }

    [Fact]
    public void Samples_weigh_the_share_of_the_noise_by_the_share_of_the_training()
    {
        double[] kept = [.. Enumerable.Repeat(0.0, 2000)], noise = [.. Enumerable.Repeat(1.0, 2000)];
        // The first word is alone on the scales of the kept words: it makes a part of its own, as far as it outweighs the others.
        (kept[0], kept[1]) = (3, 1);
        var partition = new Partition(kept, noise, 2);
        for (int part = 0; part < 2; part++)
        {
            double keptShare = partition.Words(part).ToArray().Sum(word => kept[word]) / 4,
                noiseShare = partition.Words(part).Length / 2000.0;
            Assert.Equal(noiseShare / keptShare, partition.NegativeWeights[part], 1e-6);
        }
        Assert.True(partition.NegativeWeights[0] < 1 && partition.NegativeWeights[1] > 1);
    }
}
