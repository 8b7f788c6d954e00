using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>Finds the words and sentence ends of a block.</summary>
internal ref struct TokenScanner(ReadOnlySpan<byte> block, Delimiters delimiters)
{
    /// <summary>
    /// A good number of tokens to read at once: enough to look them up side by side, few enough to stay in the nearest cache.
    /// </summary>
    public const int BatchSize = 64;

    private readonly ReadOnlySpan<byte> _block = block;
    private int _position;

    /// <summary>The word of a token.</summary>
    public readonly ReadOnlySpan<byte> this[Token token] => _block.Slice(token.Start, token.Length);

    /// <summary>Reads the next tokens; returns their number, 0 at the end of the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(scoped Span<Token> tokens)
    {
        var bytes = _block;
        int i = _position, count = 0;
        while (count < tokens.Length && i < bytes.Length)
        {
            int start = i;
            uint hash = WordTable.HashStart;
            for (; i < bytes.Length && delimiters[bytes[i]] == ByteKind.Word; i++) hash = WordTable.HashStep(hash, bytes[i]);
            if (i > start) tokens[count++] = new(start, i - start, hash);
            else if (delimiters[bytes[i++]] == ByteKind.SentenceEnd) tokens[count++] = default;
        }
        _position = i;
        return count;
    }
}

/// <summary>A word of a block, or the end of a sentence.</summary>
/// <param name="Start">Where the word begins.</param>
/// <param name="Length">Its bytes; 0 for the end of a sentence.</param>
/// <param name="Hash">Its hash, see <see cref="WordTable.Hash"/>.</param>
internal readonly record struct Token(int Start, int Length, uint Hash)
{
    public bool IsSentenceEnd => Length == 0;
}
