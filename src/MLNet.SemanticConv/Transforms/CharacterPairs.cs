using System.Globalization;
using System.Text;

namespace MLNet.SemanticConv;

/// <summary>
/// Words of Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese. They have no spaces between them, or, in Korean, only between words
/// with all their endings, so that two characters in a row are taken for a word, as search engines do.
/// </summary>
internal static class CharacterPairs
{
    // Unicode's blocks: the first character and the last.
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

    /// <summary>Whether a word may have letters of theirs; quick, and true for some of others too.</summary>
    public static bool MayBeIn(ReadOnlySpan<char> word) => word.ContainsAnyInRange((char)Blocks[0].First, char.MaxValue);

    /// <summary>
    /// Splits a word: two neighbouring characters of these languages are a part, and so is one alone, and what lies between them. A
    /// character is what a reader takes for one, a letter with its marks.
    /// </summary>
    public static IEnumerable<Range> Of(string word)
    {
        int[] starts = [.. StringInfo.ParseCombiningCharacters(word), word.Length];
        bool[] paired = [.. starts.SkipLast(1).Select(start => Have(Rune.GetRuneAt(word, start)))];
        for (int first = 0, next; first < paired.Length; first = next)
        {
            next = first + 1;
            if (!paired[first])
            {
                while (next < paired.Length && !paired[next]) next++;
                yield return starts[first]..starts[next];
            }
            else if (next < paired.Length && paired[next])
            {
                yield return starts[first]..starts[next + 1];
            }
            else if (first == 0 || !paired[first - 1])
            {
                yield return starts[first]..starts[next];
            }
        }
    }

    // Digits are no letters of a word, whatever their script.
    private static bool Have(Rune letter)
        => !Rune.IsDigit(letter) && Array.Exists(Blocks, block => letter.Value >= block.First && letter.Value <= block.Last);
}
