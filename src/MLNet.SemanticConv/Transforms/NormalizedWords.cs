using System.Buffers;
using System.Globalization;
using System.Text;

namespace MLNet.SemanticConv;

/// <summary>
/// What a word is. It holds letters, digits and other numbers with their combining marks, and underscores, in lower case; white space,
/// control characters, punctuation and symbols (Unicode's categories Z, C, P and S) end it, in every script and plane. Where spaces
/// do not tell words apart, each of <see cref="CharacterPairs"/> is a word.
/// </summary>
/// <param name="pairs">False for models of format 1.1, to which a run of such characters is one word.</param>
/// <remarks>
/// Format characters are seen by nobody: soft hyphens and marks of direction are left out of the word; the two joiners, which are spelling
/// in Persian and in scripts of India, stay within it; the zero-width space, which Thai and Khmer have between words, ends it. Marks and
/// joiners without a letter before them belong to a symbol, such as the colour of an emoji, and go with it.
/// </remarks>
internal sealed class NormalizedWords(bool pairs = true)
{
    private const char ZeroWidthSpace = '\u200B', NonJoiner = '\u200C', Joiner = '\u200D', ByteOrderMark = '\uFEFF';

    // What the table has in place of characters that are no part of a word. All three are control characters, which end words themselves.
    private const char Separator = '\0', LeftOut = '\u0001', HalfOfPair = '\u0002';

    // The lower case of each character of the basic plane, or one of the above.
    private static readonly char[] Table = [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => Entry((char)code))];

    private readonly List<Range> _words = [], _parts = [];
    private char[] _text = [];

    /// <summary>Where the words lie in what <see cref="Split"/> returned; see <see cref="WordOffsets"/> for where in the text.</summary>
    public IReadOnlyList<Range> Words => _words;

    /// <summary>Whether a character may be in a word; half of a pair may.</summary>
    public static bool MayHold(char c) => Table[c] is not (Separator or LeftOut);

    /// <summary>What a character of a text is in a word: itself in lower case, or else a control character, which no word holds.</summary>
    public static Rune InWord(Rune rune) => new(rune.IsBmp ? Table[rune.Value] : Entry(rune));

    /// <summary>Splits a text, after those since <see cref="Clear"/>.</summary>
    /// <returns>The words of all of them, one after the other.</returns>
    public ReadOnlySpan<char> Split(ReadOnlySpan<char> text)
    {
        int length = _words.Count == 0 ? 0 : _words[^1].End.Value, start = length;
        if (_text.Length < length + text.Length) Array.Resize(ref _text, Math.Max(length + text.Length, 2 * _text.Length));
        char[] target = _text, table = Table;
        bool mayPair = pairs && CharacterPairs.MayBeIn(text);
        for (int i = 0; i < text.Length; i++)
        {
            char lower = table[text[i]];
            if (lower > HalfOfPair)
            {
                // Marks begin here.
                if (length == start && lower >= '\u0300' && IsAttached(lower)) continue;
                target[length++] = lower;
            }
            else if (lower == HalfOfPair && Rune.DecodeFromUtf16(text[i..], out var rune, out _) == OperationStatus.Done)
            {
                int kind = Entry(rune);
                if (kind == Separator)
                {
                    length = start = EndWord(start, length, mayPair);
                }
                else if (kind != LeftOut && (length > start || !IsMark(Rune.GetUnicodeCategory(rune))))
                {
                    length += new Rune(kind).EncodeToUtf16(target.AsSpan(length));
                }
                i++;
            }
            else if (lower != LeftOut)
            {
                length = start = EndWord(start, length, mayPair);
            }
        }
        length = EndWord(start, length, mayPair);
        return target.AsSpan(0, length);
    }

    public void Clear() => _words.Clear();

    // A joiner joins nothing at the end.
    private int EndWord(int start, int end, bool mayPair)
    {
        while (end > start && _text[end - 1] is Joiner or NonJoiner) end--;
        if (end > start)
        {
            if (mayPair && CharacterPairs.MayBeIn(_text.AsSpan(start..end))) AddPairs(start, end);
            else _words.Add(start..end);
        }
        return end;
    }

    private void AddPairs(int start, int end)
    {
        _parts.Clear();
        CharacterPairs.Split(_text.AsSpan(start..end), _parts);
        foreach (var part in _parts) _words.Add((start + part.Start.Value)..(start + part.End.Value));
    }

    private static char Entry(char c)
        => char.IsSurrogate(c) ? HalfOfPair
        : c is '_' or Joiner or NonJoiner ? c
        : c is ZeroWidthSpace or ByteOrderMark ? Separator
        : Class(char.GetUnicodeCategory(c)) ?? char.ToLowerInvariant(c);

    private static int Entry(Rune rune) => Class(Rune.GetUnicodeCategory(rune)) ?? Rune.ToLowerInvariant(rune).Value;

    private static char? Class(UnicodeCategory category) => category switch
    {
        UnicodeCategory.Format => LeftOut,
        UnicodeCategory.Control or UnicodeCategory.Surrogate => Separator,
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => Separator,
        >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation => Separator,
        >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol => Separator,
        _ => null,
    };

    private static bool IsAttached(char c) => c is Joiner or NonJoiner || IsMark(char.GetUnicodeCategory(c));

    private static bool IsMark(UnicodeCategory category)
        => category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
