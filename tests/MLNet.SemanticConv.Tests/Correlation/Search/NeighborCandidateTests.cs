using CsCheck;

namespace MLNet.SemanticConv.Tests.Correlation;

public class NeighborCandidateTests
{
    [Fact]
    public void Score_and_row_come_back_and_the_higher_score_then_the_lower_row_is_greater()
    {
        var gen = Gen.Select(Gen.Float[-2, 2], Gen.Int[0, int.MaxValue]);
        Gen.Select(gen, gen).Sample((left, right) =>
        {
            NeighborCandidate a = new(left.Item1, left.Item2), b = new(right.Item1, right.Item2);
            Assert.Equal((left.Item1, left.Item2), (a.Score, a.Row));
            int expected = left.Item1 != right.Item1 ? left.Item1.CompareTo(right.Item1) : right.Item2.CompareTo(left.Item2);
            Assert.Equal(Math.Sign(expected), Math.Sign(a.Key.CompareTo(b.Key)));
        });
    }

    [Fact]
    public void Minus_zero_is_zero() => Assert.Equal(new NeighborCandidate(0f, 5), new NeighborCandidate(-0f, 5));
}
