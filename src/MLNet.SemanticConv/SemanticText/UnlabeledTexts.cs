namespace MLNet.SemanticConv;

/// <summary>Texts without labels, to learn labels from.</summary>
internal static class UnlabeledTexts
{
    // Of some thousands each label finds texts of its own; more cost time and memory.
    private const int Most = 10_000;

    /// <summary>Draws texts that no labelled row has, each as likely as any other, and keeps one of those that are the same.</summary>
    /// <param name="all">All texts; read once.</param>
    /// <param name="labeled">The labelled rows.</param>
    /// <param name="seed">The seed of the choice.</param>
    public static TokenRow[] Draw(IEnumerable<TokenRow> all, IEnumerable<LabeledTokenRow> labeled, int seed)
    {
        var taken = labeled.Select(row => KeyOf(row.Tokens)).ToHashSet();
        var random = new Random(seed);
        List<TokenRow> drawn = [];
        long met = 0;
        foreach (var text in all)
        {
            if (text.Tokens.Length == 0 || taken.Contains(KeyOf(text.Tokens))) continue;
            // Reservoir sampling: the n-th text takes a place with probability Most / n.
            if (++met <= Most) drawn.Add(text);
            else if (random.NextInt64(met) is var place and < Most) drawn[(int)place] = text;
        }
        return [.. drawn.Where(text => taken.Add(KeyOf(text.Tokens)))];
    }

    /// <summary>A text's words as 64 bits (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/).</summary>
    private static ulong KeyOf(ReadOnlyMemory<char>[] tokens)
    {
        const ulong Prime = 0x100000001B3;
        ulong key = 0xCBF29CE484222325;
        foreach (var token in tokens)
        {
            foreach (char c in token.Span) key = unchecked((key ^ c) * Prime);
            key = unchecked((key ^ ' ') * Prime);
        }
        return key;
    }
}
