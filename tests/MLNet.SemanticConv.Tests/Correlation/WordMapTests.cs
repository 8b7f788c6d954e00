namespace MLNet.SemanticConv.Tests.Correlation;

public class WordMapTests
{
    // Unit vectors at the corners of a rectangle around (0, 0, 0.8): 0.6 = √(0.48² + 0.36²) is their distance from its middle.
    private static readonly WordVectors Corners = new(
        ["a", "b", "c", "d"], new float[] { 0.48f, 0.36f, 0.8f, 0.48f, -0.36f, 0.8f, -0.48f, 0.36f, 0.8f, -4.8f, -3.6f, 8f }, 3);

    [Fact]
    public void A_plane_of_words_keeps_its_shape()
    {
        var map = WordMap.Of(Corners, Corners.Words);
        Assert.Equal(["a", "b", "c", "d"], map.Points.Select(point => point.Word));
        Assert.Equal([0.48, 0.48, -0.48, -0.48], map.Points.Select(point => Math.Round(point.X, 5)));   // d is scaled to length 1
        Assert.Equal([0.36, -0.36, 0.36, -0.36], map.Points.Select(point => Math.Round(point.Y, 5)));
        Assert.Equal(1, map.ExplainedVariance, 1e-6);
    }

    // Four words at equal distances from each other vary alike in three directions.
    [Fact]
    public void The_variance_that_is_lost_is_told()
    {
        var vectors = new WordVectors(["a", "b", "c", "d"], new float[] { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1 }, 4);
        Assert.Equal(2 / 3.0, WordMap.Of(vectors, vectors.Words).ExplainedVariance, 1e-6);
    }

    [Fact]
    public void A_word_in_two_groups_belongs_to_the_first()
        => Assert.Equal([("a", 0), ("b", 0), ("c", 1)],
            WordMap.Of(Corners, [["a", "b"], ["b", "c"]]).Points.Select(point => (point.Word, point.Group)));

    [Fact]
    public void Too_few_words_and_unknown_ones_are_refused()
    {
        Assert.Contains("three words, not 2", Assert.Throws<ArgumentException>(() => WordMap.Of(Corners, ["a", "b", "a"])).Message);
        Assert.Contains("'x'", Assert.Throws<KeyNotFoundException>(() => WordMap.Of(Corners, ["a", "b", "x"])).Message);
    }

    [Fact]
    public void Equal_vectors_are_one_point()
    {
        var same = new WordVectors(["a", "b", "c"], new float[] { 1, 2, 1, 2, 1, 2 }, 2);
        var map = WordMap.Of(same, same.Words);
        Assert.All(map.Points, point => Assert.Equal(0, point.X, 1e-6));
        Assert.DoesNotContain("NaN", map.ToSvg());
    }
}
