namespace MLNet.SemanticConv;

/// <summary>
/// Cross-domain similarity local scaling (Conneau, Lample, Ranzato, Denoyer and Jégou, ICLR 2018), here among words of one language:
/// <code>
/// CSLS(x, y) = 2·cos(x, y) − r(x) − r(y)
/// </code>
/// where r is the mean cosine of a word's k nearest words. A word that is near to everything has a large r and is chosen less. Since r(x)
/// is the same for all y, the order for one x is that of cos(x, y) − r(y)/2: one dimension more, 1 in queries and −r/2 in targets, makes it
/// a product like any other.
/// </summary>
internal sealed class Csls
{
    private readonly UnitVectors _vectors;
    private readonly SearchSides _sides;
    private readonly SearchSettings? _settings;
    private readonly IProgress<StepProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly float[] _nearness;

    /// <param name="vectors">The vectors of length 1.</param>
    /// <param name="sides">Who looks for neighbours among whom.</param>
    /// <param name="surroundings">The number k of words that r averages over, those among the targets.</param>
    /// <param name="settings">How to run.</param>
    /// <param name="progress">Told how far each of the two searches is.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public Csls(
        UnitVectors vectors,
        SearchSides sides,
        int surroundings,
        SearchSettings? settings = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        (_vectors, _sides, _settings, _progress, _cancellationToken) = (vectors, sides, settings, progress, cancellationToken);
        _nearness = new float[vectors.Count];
        int[] targets = [.. sides.Shared, .. sides.TargetsOnly];
        var all = new SearchSides(targets, [], []);
        var nearest = NeighborSearch.Run(vectors, all, Math.Min(surroundings, vectors.Count), float.NegativeInfinity,
            settings, progress, cancellationToken);
        for (int i = 0; i < targets.Length; i++)
            _nearness[targets[i]] = (float)nearest.Take(i).Select(neighbor => (double)neighbor.Score).DefaultIfEmpty(0).Average();
    }

    /// <summary>r of a target, by its row.</summary>
    public ReadOnlySpan<float> Nearness => _nearness;

    /// <summary>Finds the targets of the highest CSLS.</summary>
    /// <param name="count">How many for each query at most.</param>
    /// <returns>For a query its targets by falling CSLS, equal ones by rising row, with their cosines as scores.</returns>
    public Func<int, NeighborCandidate[]> Find(int count)
    {
        int n = _vectors.Count;
        int[] queries = [.. _sides.Shared, .. _sides.QueriesOnly];
        // Rows 0 to n − 1 are the vectors as queries, n to 2n − 1 the same as targets; a word meets itself and is taken out afterwards.
        var extended = _vectors.Extend(Enumerable.Repeat(1f, n)).Append(_vectors.Extend(_nearness.Select(r => -r / 2)));
        var sides = new SearchSides([], queries, [.. _sides.Shared.Concat(_sides.TargetsOnly).Select(row => row + n)]);
        var best = NeighborSearch.Run(extended, sides, count + 1, float.NegativeInfinity, _settings, _progress, _cancellationToken);
        return query =>
        [
            .. best.Take(query).Select(candidate => candidate.Row - n).Where(row => row != queries[query]).Take(count)
                .Select(row => new NeighborCandidate(_vectors.Cosine(queries[query], row), row)),
        ];
    }
}
