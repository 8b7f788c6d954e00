namespace MLNet.SemanticConv;

/// <summary>
/// The vector of a slot of several words: the mean of its words' unit vectors, scaled to length 1, which is where gensim's
/// <c>most_similar(positive=[…])</c> starts from.
/// </summary>
internal static class NgramMean
{
    // ML.NET joins the words of an n-gram so.
    private const char Separator = '|';

    /// <summary>Whether a slot has several words.</summary>
    public static bool IsNgram(string slot) => slot.Contains(Separator);

    /// <summary>The rows of an n-gram's words; nothing where it is a single word or one of them has no vector.</summary>
    public static int[]? WordsOf(string slot, WordVectors vectors)
    {
        string[] words = slot.Split(Separator);
        if (words.Length < 2) return null;
        int[] rows = new int[words.Length];
        for (int i = 0; i < words.Length; i++)
            if (!vectors.TryGetIndex(words[i], out rows[i])) return null;
        return rows;
    }

    /// <summary>The given vectors, followed by one for each n-gram.</summary>
    /// <param name="units">The vectors of words.</param>
    /// <param name="ngrams">The rows of the words of each n-gram.</param>
    public static UnitVectors Append(UnitVectors units, IEnumerable<int[]> ngrams)
    {
        var means = new List<float>();
        double[] mean = new double[units.Dimensions];
        foreach (int[] rows in ngrams)
        {
            Array.Clear(mean);
            foreach (int row in rows)
                for (int i = 0; i < mean.Length; i++) mean[i] += units[row][i];
            foreach (double sum in mean) means.Add((float)(sum / rows.Length));
        }
        return units.Append(UnitVectors.Normalize([.. means], units.Dimensions));
    }
}
