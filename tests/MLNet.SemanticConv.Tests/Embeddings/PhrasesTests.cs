namespace MLNet.SemanticConv.Tests.Embeddings;

public class PhrasesTests
{
    /// <summary>"new york" stands 8 times, "new" 10, "york" 8 times, among 100 words.</summary>
    private static readonly string[] Text =
        [.. Enumerable.Repeat("in new york", 8), "new car", "new day", .. Enumerable.Range(0, 72).Select(i => $"w{i}")];

    [Fact]
    public void The_score_is_the_originals()
    {
        // (8 − 5) · 100 / (10 · 8) = 3.75; "in new": (8 − 5) · 100 / (8 · 10) = 3.75 as well.
        var phrases = Phrases.Learn(Text, new() { Threshold = 3 });
        Assert.Equal([("in", "new", 3.75), ("new", "york", 3.75)], phrases.Pairs);
        Assert.Empty(Phrases.Learn(Text, new() { Threshold = 3.75 }).Pairs);
        Assert.Empty(Phrases.Learn(Text, new() { Threshold = 0, MinCount = 9 }).Pairs);
    }

    [Fact]
    public void Phrases_are_joined_from_left_to_right_without_overlap()
    {
        var phrases = Phrases.Learn(Text, new() { Threshold = 3, Delimiter = "+" });
        Assert.Equal("in+new york is new+york", phrases.Join("in  new york\tis new york"));
        Assert.Equal(["a", "new+york"], phrases.Join(["a", "new york"]));
        Assert.Equal("", phrases.Join(""));
    }

    [Fact]
    public void Pairs_do_not_cross_the_ends_of_sentences()
        => Assert.Empty(Phrases.Learn(["a", "b", "a", "b"], new() { Threshold = 0, MinCount = 1 }).Pairs);

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Equal("MinCount", Assert.Throws<ArgumentOutOfRangeException>(() => new PhraseOptions { MinCount = 0 }).ParamName);
        Assert.Equal("Threshold", Assert.Throws<ArgumentOutOfRangeException>(() => new PhraseOptions { Threshold = double.NaN }).ParamName);
        Assert.Equal("Delimiter", Assert.Throws<ArgumentException>(() => new PhraseOptions { Delimiter = "" }).ParamName);
    }
}
