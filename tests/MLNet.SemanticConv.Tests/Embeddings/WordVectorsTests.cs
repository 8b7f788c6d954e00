namespace MLNet.SemanticConv.Tests.Embeddings;

public class WordVectorsTests
{
    private static readonly WordVectors Plane = new(
        ["east", "north", "north-east", "west", "nowhere", "far-east"],
        new float[] { 1, 0, 0, 2, 3, 3, -1, 0, 0, 0, 9, 0 },
        dimensions: 2);

    [Fact]
    public void Words_stay_what_they_were_when_the_list_changes()
    {
        string[] words = ["x", "y"];
        var vectors = new WordVectors(words, new float[] { 1, 2 }, 1);
        words[0] = "z";
        Assert.Equal(["x", "y"], vectors.Words);
    }

    [Fact]
    public void Neighbours_come_by_falling_cosine_and_ties_by_rising_row()
    {
        var vectors = new WordVectors(["a", "b", "c", "d", "e"], new float[] { 1, 0, 2, 0, 0, 1, 3, 0, -1, 0 }, 2);
        Assert.Equal([new("b", 1), new("d", 1), new("c", 0), new("e", -1)], vectors.MostSimilar("a"));
        Assert.Equal([new("b", 1), new("d", 1)], vectors.MostSimilar("a", topn: 2));
        Assert.Equal([new("b", 1)], vectors.MostSimilar("a", topn: 1));
        Assert.Empty(vectors.MostSimilar("a", topn: 0));
    }

    [Fact]
    public void Cosine_is_worked_out_by_hand()
    {
        Assert.Equal(MathF.Sqrt(0.5f), Plane.CosineSimilarity("east", "north-east"), 1e-6f);
        Assert.Equal(-1, Plane.CosineSimilarity("east", "west"));
        Assert.Equal(0, Plane.CosineSimilarity("east", "north"));
        Assert.Equal(0, Plane.CosineSimilarity("east", "nowhere"));
    }

    [Fact]
    public void A_vector_that_is_no_words_is_compared_with_all()
        => Assert.Equal(["north-east", "north"], Plane.MostSimilar([1f, 2f], topn: 2).Select(neighbor => neighbor.Word));

    [Fact]
    public void Rows_and_words_lead_to_the_same_vector()
    {
        Assert.Equal([3f, 3f], Plane["north-east"].ToArray());
        Assert.Equal([3f, 3f], Plane[2].ToArray());
        Assert.Equal((6, 2), (Plane.Count, Plane.Dimensions));
        Assert.False(Plane.TryGetIndex("North", out _));
    }

    [Fact]
    public void A_vector_of_another_length_and_a_word_that_is_not_there_are_refused()
    {
        Assert.Contains("3 values, not 2",
            Assert.Throws<ArgumentException>(() => Plane.MostSimilar([1f, 2f, 3f])).Message, StringComparison.Ordinal);
        Assert.Contains("row 1 is null",
            Assert.Throws<ArgumentException>(() => new WordVectors(["a", null!], new float[4], 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_there_is_not_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>("format", () => Plane.Save("plane.bin", (WordVectorsFormat)9));

    [Fact]
    public void They_say_how_many_they_are_and_name_the_first()
    {
        Assert.Equal("6 word vectors of 2 dimensions: east, north, north-east, west, nowhere, …", Plane.ToString());
        Assert.Equal("1 word vector of 2 dimensions: up", new WordVectors(["up"], new float[2], 2).ToString());
    }

    [Fact]
    public void A_list_of_neighbours_is_a_list()
    {
        var neighbors = Plane.MostSimilar("east", topn: 2);
        Assert.Equal(2, neighbors.Count);
        Assert.Equal(new("far-east", 1), neighbors[0]);
        Assert.Equal(neighbors.ToArray(), ((System.Collections.IEnumerable)neighbors).Cast<Neighbor>());
    }

    [Fact]
    public void An_unknown_word_is_named()
    {
        Assert.Contains("'up'", Assert.Throws<KeyNotFoundException>(() => Plane["up"].ToArray()).Message, StringComparison.Ordinal);
        Assert.Contains("'up'", Assert.Throws<KeyNotFoundException>(() => Plane.MostSimilar("up")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Plane[6].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Plane[-1].ToArray());
    }

    [Fact]
    public void Sizes_that_disagree_duplicates_and_values_that_are_not_finite_are_refused()
    {
        static string Refused(string[] words, float[] values)
            => Assert.ThrowsAny<ArgumentException>(() => new WordVectors(words, values, 2)).Message;

        Assert.Contains("2 words of 2 dimensions need 4 values, not 3", Refused(["a", "b"], [1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("'b' occurs twice, in rows 1 and 2", Refused(["a", "b", "b"], new float[6]), StringComparison.Ordinal);
        Assert.Contains(
            "vector of 'b' (row 1) is not finite: dimension 1 is NaN", Refused(["a", "b"], [1, 2, 3, float.NaN]), StringComparison.Ordinal);
        Assert.Contains("row 0", Refused(["a"], [float.NegativeInfinity, 0]), StringComparison.Ordinal);
    }
}
