using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>Counts the words of a corpus, one block after another.</summary>
internal sealed class VocabularyCounter
{
    private readonly WordTable _table = new();
    private long[] _counts = new long[1 << 15];

    /// <summary>The number of words counted, repetitions included.</summary>
    public long CorpusWords { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(ReadOnlySpan<byte> block, Delimiters delimiters)
    {
        var scanner = new TokenScanner(block, delimiters);
        Span<Token> tokens = stackalloc Token[TokenScanner.BatchSize];
        for (int count; (count = scanner.Read(tokens)) > 0;)
        {
            foreach (var token in tokens[..count]) _table.Prefetch(token.Hash);
            foreach (var token in tokens[..count])
            {
                if (token.IsSentenceEnd) continue;
                int word = _table.FindOrAdd(scanner[token], token.Hash);
                if (word == _counts.Length) Array.Resize(ref _counts, 2 * word);
                _counts[word]++;
                CorpusWords++;
            }
        }
    }

    /// <summary>The words that occur at least <paramref name="minCount"/> times.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public Vocabulary Build(int minCount)
    {
        if (CorpusWords == 0) throw new InvalidOperationException("The corpus holds no words: there is nothing to train word vectors on.");
        int[] kept = Enumerable.Range(0, _table.Count).Where(i => _counts[i] >= minCount).OrderByDescending(i => _counts[i]).ToArray();
        if (kept.Length == 0)
            throw new InvalidOperationException(
                $"No word occurs {minCount} times or more among the {CorpusWords} words of the corpus: lower {nameof(Word2VecOptions.MinCount)} or give more text.");
        var words = new WordTable(kept.Length);
        foreach (int i in kept) words.FindOrAdd(_table[i], WordTable.Hash(_table[i]));
        return new(words, Array.ConvertAll(kept, i => _counts[i]), CorpusWords);
    }
}
