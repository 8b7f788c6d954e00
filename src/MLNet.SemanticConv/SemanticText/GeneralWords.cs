namespace MLNet.SemanticConv;

/// <summary>Whether text is of the language of some word vectors.</summary>
internal static class GeneralWords
{
    // Of English text a table of English words knows nine words in ten, of text in related languages about four.
    public const double LeastShare = 0.7;

    /// <summary>The share of the words of a text that vectors know: words of two letters or more, counted as often as they
    /// occur.</summary>
    /// <returns>From 0 to 1; 0 where there are no such words.</returns>
    public static double ShareOf(IEnumerable<TokenRow> text, WordVectors vectors)
    {
        long words = 0, known = 0;
        foreach (var row in text)
        {
            foreach (var token in row.Tokens)
            {
                if (token.Length < 2 || token.Span.ContainsAnyExceptLetters()) continue;
                words++;
                if (vectors.TryGetIndex(token.ToString(), out _)) known++;
            }
        }
        return words == 0 ? 0 : (double)known / words;
    }

    private static bool ContainsAnyExceptLetters(this ReadOnlySpan<char> word)
    {
        foreach (char c in word)
            if (!char.IsLetter(c)) return true;
        return false;
    }
}
