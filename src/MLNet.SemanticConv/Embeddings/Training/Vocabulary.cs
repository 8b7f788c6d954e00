using System.Text;

namespace MLNet.SemanticConv;

/// <summary>The words that get vectors, by falling frequency; those of equal frequency in the order of their first occurrence.</summary>
internal sealed class Vocabulary
{
    private readonly WordTable _table;

    /// <param name="words">The words, as UTF-8.</param>
    /// <param name="counts">How often each occurs, falling.</param>
    /// <param name="corpusWords">All words of the corpus, also those without a vector.</param>
    public Vocabulary(WordTable words, long[] counts, long corpusWords)
    {
        (_table, Counts, CorpusWords) = (words, counts, corpusWords);
        Words = Array.AsReadOnly(Enumerable.Range(0, counts.Length).Select(i => Encoding.UTF8.GetString(words[i])).ToArray());
        KeptWords = counts.Sum();
    }

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    public static Vocabulary Load(Stream stream)
    {
        var words = new WordTable();
        var counts = new List<long>();
        long corpusWords = WordCountsFile.Read(stream, (word, count) =>
        {
            words.FindOrAdd(word, WordTable.Hash(word));
            counts.Add(count);
        });
        return new(words, [.. counts], corpusWords);
    }

    public void Save(Stream stream) => WordCountsFile.Write(stream, _table, Counts, CorpusWords);

    public IReadOnlyList<string> Words { get; }

    public long[] Counts { get; }

    public int Size => Counts.Length;

    /// <summary>How many words of the corpus have a vector.</summary>
    public long KeptWords { get; }

    /// <summary>How many words the corpus has.</summary>
    public long CorpusWords { get; }

    /// <summary>Asks for the memory where a word will be looked for.</summary>
    public void Prefetch(uint hash) => _table.Prefetch(hash);

    /// <summary>The row of a word, or −1.</summary>
    public int Find(ReadOnlySpan<byte> word, uint hash) => _table.Find(word, hash);
}
