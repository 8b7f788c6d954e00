namespace MLNet.SemanticConv.Cli.Tests;

public sealed class QuestionTests
{
    [Theory]
    [InlineData(10, 4, "..r.R..r.R")]
    [InlineData(10, 0, "..........")]
    [InlineData(10, 10, "rrrrRrrrrR")]
    [InlineData(10, 1, ".........R")]
    public void Texts_drawn_at_random_are_spread_evenly_and_every_fifth_text_is_held_out(int count, int drawn, string expected)
    {
        LabelingCandidate[] chosen = [.. Enumerable.Range(0, count).Select(
            i => new LabelingCandidate(i, $"text {i}", i < drawn ? LabelingReason.Random : LabelingReason.CloseCall, [], []))];
        Question[] asked = [.. Question.Spread(chosen, measure: true)];
        Assert.Equal(expected, string.Concat(asked.Select(question
            => question.Candidate.Reason == LabelingReason.CloseCall ? '.' : question.HeldOut ? 'R' : 'r')));
        Assert.Equal(chosen.Select(text => text.Text).Order(), asked.Select(question => question.Candidate.Text).Order());
        Assert.DoesNotContain(Question.Spread(chosen, measure: false), question => question.HeldOut);
    }
}
