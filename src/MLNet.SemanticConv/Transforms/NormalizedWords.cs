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

    private readonly List<(Range Word, Range Source)> _words = [];
    private readonly List<Range> _parts = [];
    private readonly List<int> _origins = [];
    private char[] _text = [];

    /// <summary>Where the words lie in what <see cref="Split"/> returned, and what of the text that it was given they come from.</summary>
    public IReadOnlyList<(Range Word, Range Source)> Words => _words;

    /// <summary>Whether a character may be in a word; half of a pair may.</summary>
    public static bool MayHold(char c) => Table[c] is not (Separator or LeftOut);

    /// <summary>Splits a text, after those since <see cref="Clear"/>.</summary>
    /// <returns>The words of all of them, one after the other.</returns>
    public ReadOnlySpan<char> Split(ReadOnlySpan<char> text)
    {
        int length = _words.Count == 0 ? 0 : _words[^1].Word.End.Value, start = length, source = 0;
        if (_text.Length < length + text.Length) Array.Resize(ref _text, Math.Max(length + text.Length, 2 * _text.Length));
        char[] target = _text, table = Table;
        bool mayPair = pairs && CharacterPairs.MayBeIn(text);
        for (int i = 0; i < text.Length; i++)
        {
            char lower = table[text[i]];
            if (lower > HalfOfPair)
            {
                if (length == start)
                {
                    // Marks begin here.
                    if (lower >= '\u0300' && IsAttached(lower)) continue;
                    source = i;
                }
                target[length++] = lower;
            }
            else if (lower == HalfOfPair && Rune.DecodeFromUtf16(text[i..], out var rune, out _) == OperationStatus.Done)
            {
                int kind = Entry(rune);
                if (kind == Separator)
                {
                    length = start = EndWord(text, start, length, source..i, mayPair);
                }
                else if (kind != LeftOut && (length > start || !IsMark(Rune.GetUnicodeCategory(rune))))
                {
                    if (length == start) source = i;
                    length += new Rune(kind).EncodeToUtf16(target.AsSpan(length));
                }
                i++;
            }
            else if (lower != LeftOut)
            {
                length = start = EndWord(text, start, length, source..i, mayPair);
            }
        }
        length = EndWord(text, start, length, source..text.Length, mayPair);
        return target.AsSpan(0, length);
    }

    public void Clear() => _words.Clear();

    // A joiner joins nothing at the end.
    private int EndWord(ReadOnlySpan<char> text, int start, int end, Range source, bool mayPair)
    {
        while (end > start && _text[end - 1] is Joiner or NonJoiner) end--;
        if (end > start)
        {
            if (mayPair && CharacterPairs.MayBeIn(_text.AsSpan(start..end))) AddPairs(text, start, end, source);
            else _words.Add((start..end, source));
        }
        return end;
    }

    private void AddPairs(ReadOnlySpan<char> text, int start, int end, Range source)
    {
        _parts.Clear();
        CharacterPairs.Split(_text.AsSpan(start..end), _parts);
        var origins = Origins(text, source);
        foreach (var part in _parts)
        {
            int last = part.End.Value;
            var origin = origins[part.Start.Value]..(start + last < end ? origins[last] : source.End.Value);
            _words.Add(((start + part.Start.Value)..(start + last), origin));
        }
    }

    /// <summary>Where each character of a word was in the text.</summary>
    private List<int> Origins(ReadOnlySpan<char> text, Range source)
    {
        _origins.Clear();
        for (int i = source.Start.Value; i < source.End.Value; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]);
            if ((isPair ? Entry(new Rune(text[i], text[i + 1])) : Table[text[i]]) != LeftOut)
            {
                _origins.Add(i);
                if (isPair) _origins.Add(i);
            }
            if (isPair) i++;
        }
        return _origins;
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
