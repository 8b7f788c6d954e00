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
        var phrases = Phrases.Learn(Text, threshold: 3);
        Assert.Equal([("in", "new", 3.75), ("new", "york", 3.75)], phrases.Pairs);
        Assert.Empty(Phrases.Learn(Text, threshold: 3.75).Pairs);
        Assert.Empty(Phrases.Learn(Text, threshold: 0, minCount: 9).Pairs);
    }

    [Fact]
    public void Phrases_are_joined_from_left_to_right_without_overlap()
    {
        var phrases = Phrases.Learn(Text, threshold: 3, delimiter: "+");
        Assert.Equal("in+new york is new+york", phrases.Join("in  new york\tis new york"));
        Assert.Equal(["a", "new+york"], phrases.Join(["a", "new york"]));
        Assert.Equal("", phrases.Join(""));
    }

    [Fact]
    public void Pairs_do_not_cross_the_ends_of_sentences()
        => Assert.Empty(Phrases.Learn(["a", "b", "a", "b"], threshold: 0, minCount: 1).Pairs);

    [Fact]
    public void A_frequent_pair_outlives_all_the_rare_ones_that_are_forgotten()
    {
        // Of 200,000 distinct words and pairs 1,000 are held; the frequent pair outlives all of them.
        var text = Enumerable.Range(0, 100_000).Select(i => $"a{i} b{i}" + (i % 10 == 0 ? " new york" : ""));
        var phrases = Phrases.Learn(text, threshold: 1, maxVocabularySize: 1000);
        Assert.Equal(("new", "york"), Assert.Single(phrases.Pairs) is var (first, second, _) ? (first, second) : default);
    }

    [Fact]
    public void A_bound_that_is_not_reached_changes_nothing()
        => Assert.Equal(Phrases.Learn(Text, threshold: 3).Pairs, Phrases.Learn(Text, threshold: 3, maxVocabularySize: 77).Pairs);

    [Fact]
    public void The_rarest_are_forgotten_first_and_then_ever_more_frequent_ones()
    {
        var counts = new BoundedCounts<char>(maxSize: 2);
        foreach (char c in "aaabbc") counts.Add(c);
        // "c" was one too many: all that stood there once went, itself.
        Assert.Equal((3, 2, 0), (counts['a'], counts['b'], counts['c']));
        counts.Add('c');
        // Now all that stand there at most twice go.
        Assert.Equal((3, 0, 0), (counts['a'], counts['b'], counts['c']));
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Equal("minCount", Assert.Throws<ArgumentOutOfRangeException>(() => Phrases.Learn(Text, minCount: 0)).ParamName);
        Assert.Equal("maxVocabularySize",
            Assert.Throws<ArgumentOutOfRangeException>(() => Phrases.Learn(Text, maxVocabularySize: 0)).ParamName);
        Assert.Equal("threshold", Assert.Throws<ArgumentOutOfRangeException>(() => Phrases.Learn(Text, threshold: double.NaN)).ParamName);
        Assert.Equal("delimiter", Assert.Throws<ArgumentException>(() => Phrases.Learn(Text, delimiter: "")).ParamName);
    }
}
