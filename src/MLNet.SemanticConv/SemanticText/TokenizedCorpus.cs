using System.Text;
using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>All text as words, read and tokenised once: the words stay in a temporary file for the passes that follow.</summary>
internal sealed class TokenizedCorpus : IDisposable
{
    // The columns that are read here are made within a pipeline: whoever reads a message has given texts.
    private const string Name = "allText (by default the labelled rows)";

    private readonly SpooledCorpus _corpus;

    private TokenizedCorpus(SpooledCorpus corpus) => _corpus = corpus;

    /// <summary>The words, for word2vec.</summary>
    public ICorpus Corpus => _corpus;

    /// <summary>The number of texts.</summary>
    public long RowCount { get; private set; }

    /// <summary>The number of words of all texts.</summary>
    public long WordCount { get; private set; }

    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">There are no rows.</exception>
    public static TokenizedCorpus Read(IDataView tokens, string columnName, CancellationToken cancellationToken)
    {
        var all = new TokenizedCorpus(new(new DataViewCorpus(tokens, columnName, Name)));
        try
        {
            foreach (var block in all.Blocks())
            {
                cancellationToken.ThrowIfCancellationRequested();
                all.RowCount += block.Bytes.Count(Delimiters.SentenceEnd);
                all.WordCount += block.Bytes.Count(Delimiters.WordEnd);
            }
            return all.RowCount > 0 ? all
                : throw new InvalidDataException($"There are no rows in {Name}: give at least one text to learn from.");
        }
        catch
        {
            all.Dispose();
            throw;
        }
    }

    /// <summary>The texts, again from the first at each enumeration.</summary>
    public IEnumerable<TokenRow> Rows()
    {
        foreach (var block in Blocks())
        {
            for (int start = 0; start < block.Length;)
            {
                int length = block.Bytes[start..].IndexOf(Delimiters.SentenceEnd);
                yield return new() { Tokens = Decode(block.Bytes.Slice(start, length)) };
                start += length + 1;
            }
        }
    }

    public void Dispose() => _corpus.Dispose();

    private IEnumerable<CorpusBlock> Blocks()
    {
        using var reader = _corpus.Open();
        for (CorpusBlock block = new(); reader.Read(block);) yield return block;
    }

    private static ReadOnlyMemory<char>[] Decode(ReadOnlySpan<byte> sentence)
    {
        var tokens = new ReadOnlyMemory<char>[sentence.Count(Delimiters.WordEnd)];
        char[] text = new char[sentence.Length - tokens.Length];   // no character takes less than a byte
        int at = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            int end = sentence.IndexOf(Delimiters.WordEnd);
            int count = Encoding.UTF8.GetChars(sentence[..end], text.AsSpan(at));
            tokens[i] = text.AsMemory(at, count);
            at += count;
            sentence = sentence[(end + 1)..];
        }
        return tokens;
    }
}
