using CsCheck;

namespace MLNet.SemanticConv.Tests.Correlation;

public class NeighborSearchTests
{
    [Fact]
    public void Every_kernel_block_size_and_number_of_threads_finds_what_comparing_all_pairs_one_by_one_finds()
    {
        Gen.Select(Gen.Int[1, 260], Gen.Int[1, 40], Gen.Int[1, 30], Gen.Float[0, 0.4f], Gen.Int[0, 1_000_000])
            .Sample((count, dimensions, best, above, seed) =>
        {
            var random = new Random(seed);
            var vectors = RandomVectors(count, dimensions, random);
            var sides = RandomSides(count, random);
            var settings = new SearchSettings
            {
                Kernel = TileKernel.Supported[random.Next(TileKernel.Supported.Count)],
                NumberOfThreads = random.Next(1, 4),
                BlockFloats = random.Next(3) * 100 * dimensions,
            };
            var found = NeighborSearch.Run(vectors, sides, best, above, settings);
            var expected = OneByOne(vectors, sides, best, above);
            for (int query = 0; query < sides.QueryCount; query++) Assert.Equal(expected[query], found.Take(query));
        }, iter: 100);
    }

    [Fact]
    public void Progress_rises_to_its_total()
    {
        var reports = new List<StepProgress>();
        var all = new SearchSides([.. Enumerable.Range(0, 1000)], [], []);
        var settings = new SearchSettings { NumberOfThreads = 1, BlockFloats = 0 };
        NeighborSearch.Run(RandomVectors(1000, 4, new(1)), all, 5, 0, settings, new Reports(reports));
        Assert.Equal(reports.OrderBy(report => report.Done), reports);
        Assert.Equal(1, reports[^1].Fraction);
        // 11 blocks of 96: 11 with themselves and 55 with another.
        Assert.Equal(66, reports[^1].Total);
    }

    [Fact]
    public void Cancellation_while_it_runs_ends_the_search()
    {
        using var cancellation = new CancellationTokenSource();
        var all = new SearchSides([.. Enumerable.Range(0, 1000)], [], []);
        Assert.ThrowsAny<OperationCanceledException>(() => NeighborSearch.Run(
            RandomVectors(1000, 4, new(1)), all, 5, 0, new SearchSettings { BlockFloats = 0 }, new Canceller(cancellation),
            cancellation.Token));
    }

    // Few distinct values, so that many products are equal and the order of equals is put to the test.
    private static UnitVectors RandomVectors(int count, int dimensions, Random random)
        => UnitVectors.Normalize([.. Enumerable.Range(0, count * dimensions).Select(_ => random.Next(-2, 4) / 2f)], dimensions);

    private static SearchSides RandomSides(int count, Random random)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        random.Shuffle(rows);
        int shared = random.Next(count + 1), queries = random.Next(count - shared + 1);
        return new(rows[..shared], rows[shared..(shared + queries)], rows[(shared + queries)..]);
    }

    private static NeighborCandidate[][] OneByOne(UnitVectors vectors, SearchSides sides, int best, float above)
    {
        int[] targets = [.. sides.Shared, .. sides.TargetsOnly];
        return [.. sides.Shared.Concat(sides.QueriesOnly).Select(query => targets
            .Where(target => target != query)
            .Select(target => new NeighborCandidate(Product(vectors[query], vectors[target]), target))
            .Where(candidate => candidate.Score > above)
            .OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Row)
            .Take(best).ToArray())];
    }

    private static float Product(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        float sum = 0;
        for (int i = 0; i < left.Length; i++) sum = MathF.FusedMultiplyAdd(left[i], right[i], sum);
        return sum;
    }

    private sealed class Reports(List<StepProgress> reports) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => reports.Add(value);
    }

    private sealed class Canceller(CancellationTokenSource cancellation) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => cancellation.Cancel();
    }
}
