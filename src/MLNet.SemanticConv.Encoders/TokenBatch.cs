namespace MLNet.SemanticConv.Encoders;

/// <summary>Texts that are encoded together: n rows, padded to the longest.</summary>
/// <param name="Texts">Which texts, the longest first.</param>
/// <param name="Length">The number of tokens in the longest.</param>
internal readonly record struct TokenBatch(ArraySegment<int> Texts, int Length)
{
    /// <summary>Cuts texts, the longest first, into batches of texts of about the same length.</summary>
    /// <param name="lengths">The number of tokens in each text.</param>
    /// <param name="most">The number of tokens in a batch, padding included.</param>
    public static IEnumerable<TokenBatch> Cut(IReadOnlyList<int> lengths, int most)
    {
        int[] order = [.. Enumerable.Range(0, lengths.Count).OrderByDescending(text => lengths[text])];
        for (int start = 0; start < order.Length;)
        {
            int length = lengths[order[start]], count = Math.Clamp(most / length, 1, order.Length - start);
            yield return new(new(order, start, count), length);
            start += count;
        }
    }
}
