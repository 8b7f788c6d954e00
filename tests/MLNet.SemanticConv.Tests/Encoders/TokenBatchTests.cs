using CsCheck;
using MLNet.SemanticConv.Encoders;

namespace MLNet.SemanticConv.Tests.Encoders;

public class TokenBatchTests
{
    [Fact]
    public void Batches_hold_every_text_once_within_the_limit()
        => Gen.Select(Gen.Int[2, 300].List[0, 200], Gen.Int[1, 600]).Sample((lengths, most) =>
        {
            TokenBatch[] batches = [.. TokenBatch.Cut(lengths, most)];
            Assert.Equal(Enumerable.Range(0, lengths.Count), batches.SelectMany(batch => batch.Texts).Order());
            Assert.All(batches, batch =>
            {
                Assert.Equal(batch.Texts.Max(text => lengths[text]), batch.Length);
                Assert.True(batch.Texts.Count == 1 || batch.Texts.Count * batch.Length <= most);
            });
        });
}
