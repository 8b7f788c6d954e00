using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>Counts the words of a corpus, one block after another.</summary>
/// <param name="maxSize">How many words are kept count of, see <see cref="Word2VecOptions.MaxVocabularySize"/>.</param>
internal sealed class VocabularyCounter(int maxSize = int.MaxValue)
{
    private WordTable _table = new();
    private long[] _counts = new long[1 << 15];
    private long _forgotten;

    /// <summary>The number of words counted, repetitions included.</summary>
    public long CorpusWords { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(ReadOnlySpan<byte> block, Delimiters delimiters)
    {
        var scanner = new TokenScanner(block, delimiters);
        Span<Token> tokens = stackalloc Token[TokenScanner.BatchSize];
        if (_table.Count > maxSize) Prune();
        for (int count; (count = scanner.Read(tokens)) > 0;)
        {
            foreach (var token in tokens[..count]) _table.Prefetch(token.Hash);
            foreach (var token in tokens[..count])
            {
                if (token.IsSentenceEnd) continue;
                int word = _table.FindOrAdd(scanner[token], token.Hash);
                if (word >= _counts.Length) Array.Resize(ref _counts, 2 * word);
                _counts[word]++;
                CorpusWords++;
            }
        }
    }

    /// <summary>
    /// The words that occur at least <paramref name="minCount"/> times, of these at most the <paramref name="maxFinal"/> most
    /// frequent.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public Vocabulary Build(int minCount, int maxFinal = int.MaxValue)
    {
        if (CorpusWords == 0) throw new InvalidOperationException("The corpus holds no words: there is nothing to train word vectors on.");
        var frequent = Enumerable.Range(0, _table.Count).Where(i => _counts[i] >= minCount);
        int[] kept = [.. frequent.OrderByDescending(i => _counts[i]).Take(maxFinal)];
        if (kept.Length == 0)
            throw new InvalidOperationException(
                $"No word occurs {minCount} times or more among the {CorpusWords} words of the corpus: lower "
                + $"{nameof(Word2VecOptions.MinCount)} or give more text.");
        return new(Select(kept), Array.ConvertAll(kept, i => _counts[i]), CorpusWords);
    }

    // Forgets ever more frequent words until few enough are left, and never again keeps one that is as rare, as in the original program.
    private void Prune()
    {
        int[] kept;
        do
        {
            _forgotten++;
            kept = [.. Enumerable.Range(0, _table.Count).Where(i => _counts[i] > _forgotten)];
        }
        while (kept.Length > maxSize);
        _table = Select(kept);
        for (int i = 0; i < kept.Length; i++) _counts[i] = _counts[kept[i]];
        Array.Clear(_counts, kept.Length, _counts.Length - kept.Length);
    }

    private WordTable Select(int[] kept)
    {
        var words = new WordTable(kept.Length);
        foreach (int i in kept) words.FindOrAdd(_table[i], WordTable.Hash(_table[i]));
        return words;
    }
}
