namespace MLNet.SemanticConv.Tests.SemanticText;

public sealed class UnlabeledTextsTests
{
    [Fact]
    public void Texts_that_are_labelled_empty_or_there_already_are_left_out()
    {
        TokenRow[] all = [Text("a b"), Text("b a"), Text(""), Text("c"), Text("a b"), Text("c"), Text("ab")];
        var drawn = UnlabeledTexts.Draw(all, [new() { Tokens = Text("b a").Tokens }], seed: 1);
        Assert.Equal(["a b", "c", "ab"], drawn.Select(row => string.Join(' ', row.Tokens)));
    }

    [Fact]
    public void Of_many_texts_each_is_as_likely_and_a_seed_draws_the_same()
    {
        TokenRow[] all = [.. Enumerable.Range(0, 40_000).Select(i => Text($"{i}"))];
        int[] Draw(int seed) => [.. UnlabeledTexts.Draw(all, [], seed).Select(row => int.Parse(row.Tokens[0].Span))];

        int[] drawn = Draw(1);
        Assert.Equal(10_000, drawn.Distinct().Count());
        Assert.Equal(drawn, Draw(1));
        Assert.NotEqual(drawn, Draw(2));
        // A tenth of the texts, anywhere, is hit by a binomial number of the draws: 1,000 ± 26.
        for (int tenth = 0; tenth < 10; tenth++)
            Assert.InRange(drawn.Count(i => i / 4_000 == tenth), 1_000 - 5 * 26, 1_000 + 5 * 26);
    }

    private static TokenRow Text(string text)
        => new() { Tokens = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.AsMemory())] };
}
