using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>A block of the corpus as sentences of the vocabulary's words.</summary>
internal sealed class EncodedText
{
    /// <summary>Longer sentences are cut, as in gensim.</summary>
    private const int LongestSentence = 10_000;

    private readonly List<Sentence> _sentences = [];
    private int[] _words = new int[1 << 14];
    private int _length, _start, _read;

    /// <summary>The sentences with a word of the vocabulary.</summary>
    public int Sentences => _sentences.Count;

    /// <summary>All words of the block, those without a vector too.</summary>
    public int WordsRead => _read;

    /// <summary>The words of a sentence that have a vector.</summary>
    public Span<int> Words(int sentence) => _words.AsSpan(_sentences[sentence].Start, _sentences[sentence].Length);

    /// <summary>The words of the block before a sentence, those without a vector too.</summary>
    public int WordsBefore(int sentence) => _sentences[sentence].WordsBefore;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<byte> block, Delimiters delimiters, Vocabulary vocabulary)
    {
        _sentences.Clear();
        _length = _start = _read = 0;
        int before = 0;
        var scanner = new TokenScanner(block, delimiters);
        Span<Token> tokens = stackalloc Token[TokenScanner.BatchSize];
        for (int count; (count = scanner.Read(tokens)) > 0;)
        {
            if (_words.Length - _length < count) Array.Resize(ref _words, 2 * _words.Length);
            foreach (var token in tokens[..count]) vocabulary.Prefetch(token.Hash);
            foreach (var token in tokens[..count])
            {
                if (!token.IsSentenceEnd)
                {
                    _read++;
                    int word = vocabulary.Find(scanner[token], token.Hash);
                    if (word >= 0) _words[_length++] = word;
                }
                if (token.IsSentenceEnd || _length - _start == LongestSentence) EndSentence(ref before);
            }
        }
        EndSentence(ref before);
    }

    private void EndSentence(ref int before)
    {
        if (_length == _start) return;
        _sentences.Add(new(_start, _length - _start, before));
        (_start, before) = (_length, _read);
    }

    private readonly record struct Sentence(int Start, int Length, int WordsBefore);
}
