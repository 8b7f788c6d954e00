using System.Text;

namespace MLNet.SemanticConv;

/// <summary>Where in a text its words are. Only explanations ask for this, so it is worked out afterwards, not while tagging.</summary>
internal static class WordOffsets
{
    /// <summary>The words of a text in their order, with the parts of the text that they were made from.</summary>
    /// <param name="text">The text.</param>
    /// <param name="split">Splits it; the words of an earlier text are forgotten.</param>
    public static IEnumerable<(string Word, Range Offset)> Of(string text, NormalizedWords split)
    {
        split.Clear();
        string words = split.Split(text).ToString();
        int[] origins = Origins(text, words);
        foreach (var word in split.Words) yield return (words[word], origins[word.Start.Value]..(origins[word.End.Value - 1] + 1));
    }

    // Each character of the words is the next of its kind in the text: what a word leaves out is never what it begins or goes on with.
    private static int[] Origins(ReadOnlySpan<char> text, ReadOnlySpan<char> words)
    {
        int[] origins = new int[words.Length];
        Span<char> inWord = stackalloc char[2];
        for (int at = 0, next = 0, length; next < words.Length; at += length)
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out length);
            int count = NormalizedWords.InWord(rune).EncodeToUtf16(inWord);
            if (!words[next..].StartsWith(inWord[..count])) continue;
            for (int i = 0; i < count; i++) origins[next++] = at + i;
        }
        return origins;
    }
}
