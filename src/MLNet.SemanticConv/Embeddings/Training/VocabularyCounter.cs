using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>Counts the words of a corpus, or of the blocks of it that a worker gets, one block after another.</summary>
/// <param name="maxSize">How many words are kept count of, see <see cref="Word2VecOptions.MaxVocabularySize"/>.</param>
/// <param name="maxKept">How long a text may be for it to be kept as numbers.</param>
internal sealed class VocabularyCounter(int maxSize = int.MaxValue, long maxKept = 0)
{
    private const int NumbersAtFirst = 1 << 14;

    private readonly List<(long Block, int[] Words)> _kept = [];
    // Which words occurred first in which block: those from a number on, up to the next block's.
    private readonly List<(long Block, int FirstWord)> _firsts = [];
    private WordTable _table = new();
    private long[] _counts = new long[1 << 15];
    private int[] _numbers = new int[NumbersAtFirst];
    private long _forgotten, _keptWords;

    /// <summary>The number of words counted, repetitions included.</summary>
    public long CorpusWords { get; private set; }

    /// <summary>
    /// The blocks that were counted, each as the numbers of its words in this counter and <see cref="EncodedText.SentenceEnd"/>; null when
    /// they were too many.
    /// </summary>
    public IReadOnlyList<(long Block, int[] Words)>? Kept => IsKept ? _kept : null;

    // A word that is forgotten leaves its number to another.
    private bool IsKept => _keptWords <= maxKept && maxSize == int.MaxValue;

    /// <summary>
    /// One counter for what several have counted. Its words are in the order as if it had read all of the text: by their first occurrence.
    /// </summary>
    /// <param name="counters">Counters without a greatest size.</param>
    public static VocabularyCounter Merge(ReadOnlySpan<VocabularyCounter> counters)
    {
        if (counters.Length == 1) return counters[0];
        var runs = new List<(long Block, VocabularyCounter Counter, int FirstWord, int End)>();
        foreach (var counter in counters)
        {
            var firsts = counter._firsts;
            for (int i = 0; i < firsts.Count; i++)
            {
                int end = i + 1 < firsts.Count ? firsts[i + 1].FirstWord : counter._table.Count;
                runs.Add((firsts[i].Block, counter, firsts[i].FirstWord, end));
            }
        }
        var merged = new VocabularyCounter();
        foreach (var (_, counter, firstWord, end) in runs.OrderBy(run => run.Block))
        {
            for (int i = firstWord; i < end; i++) merged.Add(counter._table[i], WordTable.Hash(counter._table[i]), counter._counts[i]);
        }
        foreach (var counter in counters) merged.CorpusWords += counter.CorpusWords;
        return merged;
    }

    /// <summary>Counts the words of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="delimiters">What ends its words.</param>
    /// <param name="number">Its number in the text; later blocks have higher ones.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(ReadOnlySpan<byte> block, Delimiters delimiters, long number = 0)
    {
        var scanner = new TokenScanner(block, delimiters);
        Span<Token> tokens = stackalloc Token[TokenScanner.BatchSize];
        long words = 0;
        if (_table.Count > maxSize) Prune();
        _firsts.Add((number, _table.Count));
        int length = 0;
        for (int count; (count = scanner.Read(tokens)) > 0;)
        {
            if (_numbers.Length - length < count) Array.Resize(ref _numbers, 2 * _numbers.Length);
            foreach (var token in tokens[..count]) _table.Prefetch(token.Hash);
            foreach (var token in tokens[..count])
            {
                if (token.IsSentenceEnd)
                {
                    _numbers[length++] = EncodedText.SentenceEnd;
                    continue;
                }
                _numbers[length++] = Add(scanner[token], token.Hash, 1);
                words++;
            }
        }
        CorpusWords += words;
        Keep(number, _numbers.AsSpan(0, length));
    }

    /// <summary>
    /// The words that occur at least <paramref name="minCount"/> times, of these at most the <paramref name="maxFinal"/> most
    /// frequent.
    /// </summary>
    /// <param name="minCount">How often.</param>
    /// <param name="maxFinal">How many.</param>
    /// <param name="text">What messages call the text.</param>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public Vocabulary Build(int minCount, int maxFinal = int.MaxValue, string text = "the text")
    {
        if (CorpusWords == 0)
            throw new InvalidOperationException(
                $"There are no words in {text}: word vectors are learnt from words, so give text that has some.");
        var frequent = Enumerable.Range(0, _table.Count).Where(i => _counts[i] >= minCount);
        int[] kept = [.. frequent.OrderByDescending(i => _counts[i]).Take(maxFinal)];
        if (kept.Length == 0)
            throw new InvalidOperationException(
                $"No word occurs {minCount} times or more among the {CorpusWords} words of {text}: lower "
                + $"{nameof(Word2VecOptions)}.{nameof(Word2VecOptions.MinCount)} or give more text.");
        return new(Select(kept), Array.ConvertAll(kept, i => _counts[i]), CorpusWords);
    }

    /// <summary>Writes what was counted, in the order of first occurrence.</summary>
    public void Save(Stream stream) => WordCountsFile.Write(stream, _table, _counts, CorpusWords);

    /// <summary>Counts what another one has saved, as if its text came after all that was counted here.</summary>
    public void Add(Stream saved)
        => CorpusWords += WordCountsFile.Read(saved, (word, count) => Add(word, WordTable.Hash(word), count));

    /// <summary>For each word by its number here the row in a vocabulary, or −1.</summary>
    public int[] Rows(Vocabulary vocabulary)
    {
        int[] rows = new int[_table.Count];
        for (int i = 0; i < rows.Length; i++) rows[i] = vocabulary.Find(_table[i], WordTable.Hash(_table[i]));
        return rows;
    }

    private void Keep(long block, ReadOnlySpan<int> words)
    {
        if (!IsKept) return;
        _keptWords += words.Length;
        if (IsKept) _kept.Add((block, words.ToArray()));
        else _kept.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Add(ReadOnlySpan<byte> word, uint hash, long count)
    {
        int index = _table.FindOrAdd(word, hash);
        if (index >= _counts.Length) Array.Resize(ref _counts, 2 * index);
        _counts[index] += count;
        return index;
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
