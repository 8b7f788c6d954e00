namespace MLNet.SemanticConv;

/// <summary>
/// A corpus as the words of its vocabulary. Where those who counted them kept the words' numbers, the text itself is not read again.
/// </summary>
internal sealed class EncodedCorpus
{
    private readonly ICorpus _corpus;
    private readonly KeptBlock[]? _kept;

    /// <param name="corpus">The text.</param>
    /// <param name="counters">Those who have read all of it between them.</param>
    /// <param name="vocabulary">The words that have vectors.</param>
    public EncodedCorpus(ICorpus corpus, ReadOnlySpan<VocabularyCounter> counters, Vocabulary vocabulary)
    {
        (_corpus, Vocabulary) = (corpus, vocabulary);
        var kept = new List<KeptBlock>();
        foreach (var counter in counters)
        {
            if (counter.Kept is not { } blocks) return;
            int[] rows = counter.Rows(vocabulary);
            foreach (var (block, numbers) in blocks) kept.Add(new(block, numbers, rows));
        }
        _kept = [.. kept.OrderBy(block => block.Number)];
    }

    public Vocabulary Vocabulary { get; }

    /// <summary>Begins at the beginning.</summary>
    public ITextSource Open() => _kept is null ? new CorpusTextSource(_corpus, Vocabulary) : new KeptTextSource(_kept);
}
