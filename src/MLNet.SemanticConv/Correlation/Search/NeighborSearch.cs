namespace MLNet.SemanticConv;

/// <summary>
/// The exact search for the targets with the highest dot product with each query. All pairs are compared, in blocks that fit a core's cache
/// and never more than a tile of products at a time; what is on both sides is compared once. The result depends on the vectors alone: not
/// on kernel, blocks or threads.
/// </summary>
/// <remarks>
/// Could bounds spare products? After the first m principal directions, cos(x, y) is at most the product so far plus the lengths of the two
/// rests (Cauchy and Schwarz). On word2vec vectors of a small corpus (24,442 words, d = 100; 20 neighbours) that rules out 95 % of all
/// pairs at m = 32, but only 2 % of the 6 × 16 tiles in which pairs are computed, and 51 % of them where rows are ordered by a tree of
/// median splits (43 % once the vectors are centred and lose two components); at m = 48 74 % (70 %). So an ordering and a second set of
/// panels would be needed to gain less than a factor of 2, and independent random vectors would only lose by it.
/// </remarks>
internal sealed class NeighborSearch
{
    private readonly UnitVectors _vectors;
    private readonly SearchSettings _settings;
    private readonly BestCandidates _best;
    private readonly List<SearchBlock> _queries;
    private readonly List<SearchBlock> _targets;
    private readonly int _sharedBlocks;
    private long _next;
    private long _compared;

    private NeighborSearch(UnitVectors vectors, SearchSides sides, int count, float above, SearchSettings settings)
    {
        (_vectors, _settings) = (vectors, settings);
        _best = new(sides.QueryCount, count, above);
        var shared = Blocks(sides.Shared, firstQuery: 0, targets: true);
        _queries = [.. shared, .. Blocks(sides.QueriesOnly, sides.Shared.Length, targets: false)];
        _targets = [.. shared, .. Blocks(sides.TargetsOnly, firstQuery: -1, targets: true)];
        _sharedBlocks = shared.Count;
    }

    // Of two shared blocks the second need not be compared with the first as well.
    private long Total => (long)_queries.Count * _targets.Count - _sharedBlocks * (_sharedBlocks - 1L) / 2;

    /// <summary>Finds the best targets of each query; a vector is never its own neighbour.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="sides">Which of them are queries and targets; vectors of zeros are better left out, for they cost time.</param>
    /// <param name="count">How many targets a query gets at most.</param>
    /// <param name="above">The product above which a target counts.</param>
    /// <param name="settings">How to run.</param>
    /// <param name="progress">Told about every hundredth of the work, from the threads that do it.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>The targets of each query by falling product, equal ones by rising row.</returns>
    public static BestCandidates Run(
        UnitVectors vectors,
        SearchSides sides,
        int count,
        float above,
        SearchSettings? settings = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        int useful = Math.Max(1, sides.Shared.Length + sides.TargetsOnly.Length);
        var search = new NeighborSearch(vectors, sides, Math.Min(count, useful), above, settings ?? new());
        int threads = search._settings.NumberOfThreads;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, threads, parallel, _ => search.Work(progress, cancellationToken));
        return search._best;
    }

    private List<SearchBlock> Blocks(int[] rows, int firstQuery, bool targets)
    {
        PackedPanels? panels = null;
        if (targets)
        {
            panels = new PackedPanels(rows.Length, _settings.Kernel.Columns, _vectors.Dimensions);
            panels.Pack(_vectors, rows);
        }
        int length = _settings.BlockLength(_vectors.Dimensions);
        var blocks = new List<SearchBlock>();
        for (int start = 0; start < rows.Length; start += length)
            blocks.Add(new(rows, start, Math.Min(length, rows.Length - start), firstQuery < 0 ? -1 : firstQuery + start, panels));
        return blocks;
    }

    private void Work(IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var comparer = new BlockComparer(_vectors, _best, _settings.Kernel, _settings.BlockLength(_vectors.Dimensions));
        long cells = (long)_queries.Count * _targets.Count, step = Math.Max(1, Total / 100);
        for (long cell = TakeCell(); cell < cells; cell = TakeCell())
        {
            cancellationToken.ThrowIfCancellationRequested();
            int query = (int)(cell / _targets.Count), target = (int)(cell % _targets.Count);
            if (query < _sharedBlocks && target < query) continue;
            comparer.Compare(_queries[query], _targets[target]);
            long compared = Interlocked.Increment(ref _compared);
            if (compared % step == 0 || compared == Total) progress?.Report(new("Finding neighbours", compared, Total));
        }
    }

    private long TakeCell() => Interlocked.Increment(ref _next) - 1;
}
