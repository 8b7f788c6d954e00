using MLNet.SemanticConv.English;

namespace MLNet.SemanticConv.Tests.English;

public sealed class EnglishVectorsTests
{
    private static readonly WordVectors Vectors = EnglishVectors.Load();

    [Fact]
    public void There_are_vectors_of_length_1_for_some_twenty_thousand_words_in_small_letters()
    {
        Assert.Equal((21_719, 128), (Vectors.Count, Vectors.Dimensions));
        Assert.All(Vectors.Words, word => Assert.Matches("^[a-z]{2,}$", word));
        for (int row = 0; row < Vectors.Count; row++)
        {
            double length = 0;
            foreach (float x in Vectors[row]) length += x * x;
            Assert.Equal(1, length, 1e-4);
        }
    }

    [Theory]
    [InlineData("battery", "batteries", "soup")]
    [InlineData("waiter", "waitress", "keyboard")]
    [InlineData("profit", "profits", "kitchen")]
    public void Words_are_more_alike_the_closer_their_meanings_are(string word, string near, string far)
        => Assert.InRange(Vectors.CosineSimilarity(word, near), Math.Max(Vectors.CosineSimilarity(word, far) + 0.2f, 0.5f), 1);

    [Fact]
    public void Eight_bits_keep_the_directions()
    {
        var random = new Random(1);
        float[] vectors = [.. Enumerable.Range(0, 4 * 50).Select(_ => random.NextSingle() - 0.5f), .. new float[50]];
        string[] words = ["a", "bé", "c", "d", "nothing"];
        using MemoryStream stream = new();
        ByteVectors.Write(words, vectors, 50, stream);
        stream.Position = 0;
        WordVectors read = ByteVectors.Read(stream), whole = new(words, vectors, 50);
        Assert.Equal(words, read.Words);
        for (int row = 0; row < 4; row++)
        {
            float dot = 0, length = 0;
            for (int i = 0; i < 50; i++) (dot, length) = (dot + read[row][i] * whole[row][i], length + whole[row][i] * whole[row][i]);
            Assert.InRange(dot / MathF.Sqrt(length), 0.9999f, 1.0001f);
        }
        Assert.Equal(new float[50], read[4].ToArray());
    }
}
