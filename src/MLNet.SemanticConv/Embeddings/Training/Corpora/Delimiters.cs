namespace MLNet.SemanticConv;

/// <summary>What each byte value means in a corpus: part of a word, between words, or the end of a sentence.</summary>
internal sealed class Delimiters
{
    /// <summary>Bytes that UTF-8 never uses, to tell apart words and sentences that may hold any character.</summary>
    public const byte WordEnd = 0xFF, SentenceEnd = 0xFE;

    private readonly TokenKind[] _kinds = new TokenKind[256];

    private Delimiters(ReadOnlySpan<byte> betweenWords, ReadOnlySpan<byte> sentenceEnds)
    {
        Array.Fill(_kinds, TokenKind.Word);
        foreach (byte value in betweenWords) _kinds[value] = TokenKind.None;
        foreach (byte value in sentenceEnds) _kinds[value] = TokenKind.SentenceEnd;
    }

    /// <summary>Files: white space between words, a line is a sentence.</summary>
    public static Delimiters Lines { get; } = new(" \t\r\v\f\0"u8, "\n"u8);

    /// <summary>Strings: white space between words, line feeds too.</summary>
    public static Delimiters Sentences { get; } = new(" \t\r\v\f\0\n"u8, [SentenceEnd]);

    /// <summary>Words that are given one by one.</summary>
    public static Delimiters Tokens { get; } = new([WordEnd], [SentenceEnd]);

    public TokenKind this[byte value] => _kinds[value];
}

/// <summary>What <see cref="TokenScanner"/> came upon.</summary>
internal enum TokenKind : byte
{
    /// <summary>Nothing: the end of the block.</summary>
    None,

    /// <summary>A word.</summary>
    Word,

    /// <summary>The end of a sentence.</summary>
    SentenceEnd,
}
