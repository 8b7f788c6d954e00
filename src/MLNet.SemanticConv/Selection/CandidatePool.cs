namespace MLNet.SemanticConv;

/// <summary>
/// The texts among which a batch is chosen: of any number, for each label the closest calls, and some drawn at random. Each label keeps its
/// own, so that no label's calls push out those of another.
/// </summary>
internal sealed class CandidatePool
{
    private const int Most = 5000, LeastOfLabel = 10, SampleSize = 5000;

    private readonly BestRows[] _ofLabels;
    private readonly BestRows _sample;
    private readonly int _seed;

    /// <param name="labelCount">The number of labels, K; 0 where no close calls are wanted.</param>
    /// <param name="sampleCount">How many texts the sample has at least.</param>
    /// <param name="seed">Settles which.</param>
    public CandidatePool(int labelCount, int sampleCount, int seed)
    {
        int each = Math.Max(LeastOfLabel, Most / Math.Max(1, labelCount));
        _ofLabels = [.. Enumerable.Range(0, labelCount).Select(_ => new BestRows(each))];
        (_sample, _seed) = (new(Math.Max(SampleSize, sampleCount)), seed);
    }

    /// <summary>A sample of the texts, in the order in which they were drawn.</summary>
    public IEnumerable<(long Row, string Text)> Sample => _sample.Rows.OrderBy(row => Lot(row.Row)).ThenBy(row => row.Row);

    /// <summary>The closest calls of all labels, by rising row.</summary>
    public IEnumerable<(long Row, string Text)> CloseCalls => _ofLabels.SelectMany(rows => rows.Rows).OrderBy(row => row.Row);

    public void Offer(ScoredText text, CloseCalls calls, Span<float> distances)
    {
        _sample.Offer(text.Row, text.Text, Lot(text.Row));
        if (_ofLabels.Length == 0) return;
        var (label, value) = calls.Closest(text.Scores, distances);
        _ofLabels[label].Offer(text.Row, text.Text, value);
    }

    // Drawn by lot rather than from a generator: a row's lot does not depend on the rows before it.
    private float Lot(long row)
        // what a float holds exactly
        => RandomBits.Mix(unchecked((ulong)row * 0x9E3779B97F4A7C15 + (uint)_seed * 0xD1B54A32D192ED03 + 1)) >> 40;
}
