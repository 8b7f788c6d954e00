namespace MLNet.SemanticConv.Tests.MultiLabel;

public class RowShuffleTests
{
    [Fact]
    public void Every_order_is_as_likely_as_every_other()
    {
        const int Count = 24_000;
        var shuffle = new RowShuffle(7);
        int[] order = [0, 1, 2, 3];
        Dictionary<string, int> seen = [];
        for (int i = 0; i < Count; i++)
        {
            shuffle.Apply(order);
            string name = string.Join(' ', order);
            seen[name] = seen.GetValueOrDefault(name) + 1;
        }
        Assert.Equal(24, seen.Count);
        // χ² of 23 degrees of freedom: above 49.7 once in a thousand times, and the seed is fixed.
        double expected = Count / 24.0;
        Assert.InRange(seen.Values.Sum(n => (n - expected) * (n - expected) / expected), 0, 49.7);
    }

    [Fact]
    public void Seeds_give_different_orders_and_no_row_is_lost()
    {
        int[] First(int seed)
        {
            int[] order = [.. Enumerable.Range(0, 1000)];
            new RowShuffle(seed).Apply(order);
            return order;
        }
        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1), First(2));
        Assert.Equal(Enumerable.Range(0, 1000), First(3).Order());
    }
}
