using System.Text;
using Microsoft.ML.Tokenizers;

namespace MLNet.SemanticConv.Encoders;

/// <summary>
/// Cuts a text into what WordPiece takes for words, as BERT's own tokenizer does: at white space, and around each punctuation mark and each
/// Chinese character. All that ASCII has beside letters and digits is punctuation, "_" and "$" too, but "€" is part of a word.
/// </summary>
internal sealed class BertPreTokenizer : PreTokenizer
{
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => Words(text);

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => Words(text);

    private static List<(int, int)> Words(ReadOnlySpan<char> text)
    {
        List<(int, int)> words = [];
        int start = 0, at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int length = rune.Utf16SequenceLength;
            bool space = Rune.IsWhiteSpace(rune), alone = !space && (IsPunctuation(rune) || IsChinese(rune.Value));
            if (space || alone)
            {
                if (at > start) words.Add((start, at - start));
                if (alone) words.Add((at, length));
                start = at + length;
            }
            at += length;
        }
        if (at > start) words.Add((start, at - start));
        return words;
    }

    private static bool IsPunctuation(Rune rune) => rune.IsAscii ? !Rune.IsLetterOrDigit(rune) : Rune.IsPunctuation(rune);

    private static bool IsChinese(int code) => code is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2CEAF) or (>= 0x2F800 and <= 0x2FA1F);
}
