namespace MLNet.SemanticConv.Tests.Embeddings.Training.Blocks;

public class StretchTests
{
    [Fact]
    public void Buckets_that_may_be_trained_at_a_time_share_no_part_and_each_comes_once()
    {
        const int Parts = 4;
        var stretch = new Stretch(epoch: 1, number: 0, Parts) { Words = 1001 };
        long[] inputs = new long[Parts], outputs = new long[Parts];
        var random = new Random(1);
        var running = new List<Bucket>();
        var seen = new HashSet<(int, int)>();
        long words = 0;
        while (!stretch.IsTrained)
        {
            while (stretch.Take(inputs, outputs) is { } bucket)
            {
                Assert.DoesNotContain(running, other => other.InputPart == bucket.InputPart || other.OutputPart == bucket.OutputPart);
                Assert.True(seen.Add((bucket.InputPart, bucket.OutputPart)));
                // In the order of rounds for each of its parts, whatever else is done.
                Assert.Equal(inputs[bucket.InputPart], (bucket.OutputPart - bucket.InputPart + Parts) % Parts);
                running.Add(bucket);
            }
            var done = running[random.Next(running.Count)];
            running.Remove(done);
            inputs[done.InputPart]++;
            outputs[done.OutputPart]++;
            words += stretch.Trained();
        }
        Assert.Equal(16, seen.Count);
        Assert.Equal(1001, words);
    }

    [Fact]
    public void A_stretch_waits_for_the_one_before_part_by_part()
    {
        var second = new Stretch(epoch: 1, number: 1, parts: 2);
        Assert.Null(second.Take([1, 2], [2, 1]));
        var bucket = second.Take([2, 1], [2, 1])!;
        Assert.Equal((1, 0, 0), (bucket.Stretch, bucket.InputPart, bucket.OutputPart));
    }
}
