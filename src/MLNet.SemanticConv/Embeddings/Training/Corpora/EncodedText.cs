using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>A block of the corpus as sentences of the vocabulary's words. Each worker has one, which it fills again and again.</summary>
internal sealed class EncodedText
{
    /// <summary>Among the numbers of words, the end of a sentence.</summary>
    public const int SentenceEnd = -1;

    /// <summary>Longer sentences are cut, as in gensim.</summary>
    private const int LongestSentence = 10_000;

    private readonly CorpusBlock _block = new();
    private readonly List<Sentence> _sentences = [];
    private int[] _words = new int[1 << 14];
    private int _length, _start, _read, _before;

    /// <summary>How many blocks of the corpus come before it.</summary>
    public long Number { get; private set; }

    /// <summary>The sentences with a word of the vocabulary.</summary>
    public int Sentences => _sentences.Count;

    /// <summary>All words of the block, those without a vector too.</summary>
    public int WordsRead => _read;

    /// <summary>The words of a sentence that have a vector.</summary>
    public Span<int> Words(int sentence) => _words.AsSpan(_sentences[sentence].Start, _sentences[sentence].Length);

    /// <summary>The words of the block before a sentence, those without a vector too.</summary>
    public int WordsBefore(int sentence) => _sentences[sentence].WordsBefore;

    /// <summary>Takes the next block of a corpus; false at its end.</summary>
    public bool Read(BlockSource source, Delimiters delimiters, Vocabulary vocabulary)
    {
        if (!source.Read(_block)) return false;
        Number = _block.Number;
        Read(_block.Bytes, delimiters, vocabulary);
        return true;
    }

    /// <summary>Takes text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<byte> text, Delimiters delimiters, Vocabulary vocabulary)
    {
        Clear();
        var scanner = new TokenScanner(text, delimiters);
        Span<Token> tokens = stackalloc Token[TokenScanner.BatchSize];
        for (int count; (count = scanner.Read(tokens)) > 0;)
        {
            Reserve(count);
            foreach (var token in tokens[..count]) vocabulary.Prefetch(token.Hash);
            foreach (var token in tokens[..count])
            {
                if (token.IsSentenceEnd) EndSentence();
                else Add(vocabulary.Find(scanner[token], token.Hash));
            }
        }
        EndSentence();
    }

    /// <summary>Takes a block that has been read before.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="words">The numbers of its words, and <see cref="SentenceEnd"/>.</param>
    /// <param name="rows">For each number the row of the word in the vocabulary, or −1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(long number, ReadOnlySpan<int> words, ReadOnlySpan<int> rows)
    {
        Clear();
        Number = number;
        Reserve(words.Length);
        foreach (int word in words)
        {
            if (word == SentenceEnd) EndSentence();
            else Add(rows[word]);
        }
        EndSentence();
    }

    /// <summary>Writes the text.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_read);
        writer.Write(_sentences.Count);
        writer.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_sentences)));
        writer.Write(_length);
        writer.Write(MemoryMarshal.AsBytes(_words.AsSpan(0, _length)));
    }

    /// <summary>Takes a text that was written.</summary>
    public void Load(BinaryReader reader)
    {
        Clear();
        _read = reader.ReadInt32();
        CollectionsMarshal.SetCount(_sentences, reader.ReadInt32());
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_sentences)));
        int length = reader.ReadInt32();
        Reserve(length);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_words.AsSpan(0, length)));
        _length = length;
    }

    private void Clear()
    {
        _sentences.Clear();
        _length = _start = _read = _before = 0;
    }

    private void Reserve(int more)
    {
        if (_words.Length - _length < more) Array.Resize(ref _words, Math.Max(2 * _words.Length, _length + more));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int row)
    {
        _read++;
        // Counted without a branch; a word without a vector is overwritten.
        _words[_length] = row;
        _length += row >= 0 ? 1 : 0;
        if (_length - _start == LongestSentence) EndSentence();
    }

    private void EndSentence()
    {
        if (_length == _start) return;
        _sentences.Add(new(_start, _length - _start, _before));
        (_start, _before) = (_length, _read);
    }

    private readonly record struct Sentence(int Start, int Length, int WordsBefore);
}
