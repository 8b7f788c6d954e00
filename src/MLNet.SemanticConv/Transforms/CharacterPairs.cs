using System.Globalization;
using System.Text;

namespace MLNet.SemanticConv;

/// <summary>
/// Words of Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese. There are no spaces between them, or, in Korean, only between words
/// with all their endings; so every two characters in a row are taken for a word, as in search engines.
/// </summary>
internal static class CharacterPairs
{
    // Unicode's blocks in their order: the first character and the last.
    private static readonly (int First, int Last)[] Blocks =
    [
        (0x0E00, 0x0EFF),     // Thai, Lao
        (0x1000, 0x109F),     // Myanmar
        (0x1100, 0x11FF),     // Hangul Jamo
        (0x1780, 0x17FF),     // Khmer
        (0x3005, 0x3007),     // Han: the marks of repetition and closing, zero
        (0x3040, 0x30FF),     // Hiragana, Katakana
        (0x3130, 0x318F),     // Hangul Compatibility Jamo
        (0x31F0, 0x31FF),     // Katakana Phonetic Extensions
        (0x3400, 0x4DBF),     // CJK Unified Ideographs Extension A
        (0x4E00, 0x9FFF),     // CJK Unified Ideographs
        (0xA9E0, 0xA9FF),     // Myanmar Extended-B
        (0xAA60, 0xAA7F),     // Myanmar Extended-A
        (0xAC00, 0xD7AF),     // Hangul Syllables
        (0xF900, 0xFAFF),     // CJK Compatibility Ideographs
        (0xFF66, 0xFF9F),     // Halfwidth Katakana
        (0x1AFF0, 0x1B16F),   // Kana Extended and Supplement, Small Kana Extension
        (0x20000, 0x3FFFF),   // the planes of ideographs
    ];

    /// <summary>Whether a text may have letters of these scripts; quick, and sometimes true for text in other scripts.</summary>
    public static bool MayBeIn(ReadOnlySpan<char> text) => text.ContainsAnyInRange((char)Blocks[0].First, char.MaxValue);

    /// <summary>
    /// Splits a word into parts: every two neighbouring characters of these scripts, a single one that has no neighbour, and what lies
    /// between. A character is what a reader takes for one: a letter with its marks.
    /// </summary>
    public static void Split(ReadOnlySpan<char> word, List<Range> parts)
    {
        int start = 0;
        bool wasPaired = false, isOpen = false;   // the part from start on, which nothing holds yet
        for (int at = 0, length; at < word.Length; at += length)
        {
            length = StringInfo.GetNextTextElementLength(word[at..]);
            Rune.DecodeFromUtf16(word[at..], out var letter, out _);
            bool isPaired = Have(letter);
            if (isPaired && wasPaired)
            {
                parts.Add(start..(at + length));
                (start, isOpen) = (at, false);
                continue;
            }
            if (isPaired != wasPaired)
            {
                if (isOpen) parts.Add(start..at);
                start = at;
            }
            (wasPaired, isOpen) = (isPaired, true);
        }
        if (isOpen) parts.Add(start..word.Length);
    }

    // Digits are not letters of a word, whatever their script.
    private static bool Have(Rune letter)
    {
        foreach (var (first, last) in Blocks)
        {
            if (letter.Value <= last) return letter.Value >= first && !Rune.IsDigit(letter);
        }
        return false;
    }
}
