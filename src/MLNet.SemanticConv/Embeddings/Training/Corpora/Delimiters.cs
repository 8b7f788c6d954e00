using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>What each byte value means in a corpus: part of a word, between words, or the end of a sentence.</summary>
internal sealed class Delimiters
{
    /// <summary>Bytes that UTF-8 never uses, to tell apart words and sentences that may hold any character.</summary>
    public const byte WordEnd = 0xFF, SentenceEnd = 0xFE;

    private readonly ByteKind[] _kinds = new ByteKind[256];

    private Delimiters(ReadOnlySpan<byte> betweenWords, ReadOnlySpan<byte> sentenceEnds)
    {
        foreach (byte value in betweenWords) _kinds[value] = ByteKind.BetweenWords;
        foreach (byte value in sentenceEnds) _kinds[value] = ByteKind.SentenceEnd;
    }

    /// <summary>Files: white space between words, a line is a sentence.</summary>
    public static Delimiters Lines { get; } = new(" \t\r\v\f\0"u8, "\n"u8);

    /// <summary>Strings: white space between words, line feeds too.</summary>
    public static Delimiters Sentences { get; } = new(" \t\r\v\f\0\n"u8, [SentenceEnd]);

    /// <summary>Words that are given one by one.</summary>
    public static Delimiters Tokens { get; } = new([WordEnd], [SentenceEnd]);

    public ByteKind this[byte value]
    {
        // There is a kind for each byte: no bounds to check.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_kinds), value);
    }
}

/// <summary>What a byte of a corpus is.</summary>
internal enum ByteKind : byte
{
    /// <summary>Part of a word.</summary>
    Word,

    /// <summary>Between two words.</summary>
    BetweenWords,

    /// <summary>The end of a sentence, and of a word.</summary>
    SentenceEnd,
}
