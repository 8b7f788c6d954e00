namespace MLNet.SemanticConv;

/// <summary>Walks over the words and sentence ends of a block.</summary>
internal ref struct TokenScanner(ReadOnlySpan<byte> bytes, Delimiters delimiters)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>The word that <see cref="Next"/> came upon.</summary>
    public ReadOnlySpan<byte> Word { get; private set; }

    /// <summary>Its hash, see <see cref="WordTable.Hash"/>.</summary>
    public uint Hash { get; private set; }

    public TokenKind Next()
    {
        var bytes = _bytes;
        int i = _position;
        while (i < bytes.Length && delimiters[bytes[i]] == TokenKind.None) i++;
        if (i == bytes.Length)
        {
            _position = i;
            return TokenKind.None;
        }
        if (delimiters[bytes[i]] == TokenKind.SentenceEnd)
        {
            _position = i + 1;
            return TokenKind.SentenceEnd;
        }
        int start = i;
        uint hash = WordTable.HashStart;
        for (; i < bytes.Length && delimiters[bytes[i]] == TokenKind.Word; i++) hash = WordTable.HashStep(hash, bytes[i]);
        _position = i;
        Word = bytes[start..i];
        Hash = hash;
        return TokenKind.Word;
    }
}
