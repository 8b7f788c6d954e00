using CsCheck;

namespace MLNet.SemanticConv.Tests.Correlation;

public class SlotSumsTests
{
    [Fact]
    public void Touched_slots_come_rising_with_their_sums_even_where_these_are_0()
    {
        var sums = new SlotSums(3000);
        sums.Add([2999, 17], [2, 1]);
        sums.Add([17, 3], [-1, 4]);
        int[] slots = new int[sums.Most];
        float[] values = new float[sums.Most];
        int count = sums.Take(slots, values);
        // Slot 17: 1 − 1 = 0, and it was touched.
        Assert.Equal([3, 17, 2999], slots[..count]);
        Assert.Equal([4, 0, 2], values[..count]);
        Assert.Equal(0, sums.Most);
    }

    [Theory]
    [InlineData(SimdLevel.Vector256)]
    [InlineData(SimdLevel.Vector512)]
    internal void All_registers_take_what_the_reference_takes(SimdLevel level)
    {
        if (!SimdLevels.IsSupported(level)) return;
        Gen.Select(Gen.Int[1, 5000], Gen.Int[1, 300], Gen.Int[0, 1000]).Sample((size, additions, seed) =>
        {
            SlotSums reference = new(size, SimdLevel.Scalar), vectors = new(size, level);
            // Twice, so that what the first left behind would show in the second.
            for (int turn = 0; turn < 2; turn++)
                Assert.Equal(Take(reference, size, additions, seed + turn), Take(vectors, size, additions, seed + turn));
        }, iter: 200);
    }

    private static (int, float)[] Take(SlotSums sums, int size, int additions, int seed)
    {
        var random = new Random(seed);
        int[] slots = [.. Enumerable.Range(0, additions).Select(_ => random.Next(size))];
        sums.Add(slots, [.. slots.Select(_ => random.NextSingle())]);
        int[] taken = new int[sums.Most];
        float[] values = new float[sums.Most];
        int touched = sums.Count(), count = sums.Take(taken, values);
        Assert.Equal(touched, count);
        Assert.Equal(slots.Distinct().Order(), taken[..count]);
        return [.. taken[..count].Zip(values)];
    }
}
