namespace MLNet.SemanticConv;

/// <summary>The rows of least value of any number that are offered, each text once; of equal ones the first.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class BestRows(int capacity)
{
    private readonly PriorityQueue<(long Row, string Text), (float Value, long Row)> _kept
        = new(Comparer<(float Value, long Row)>.Create((a, b) => b.CompareTo(a)));   // the worst comes first

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <summary>The rows kept, in no order.</summary>
    public IEnumerable<(long Row, string Text)> Rows => _kept.UnorderedItems.Select(item => item.Element);

    /// <summary>Offers a row; rows come in rising order.</summary>
    public void Offer(long row, ReadOnlyMemory<char> text, float value)
    {
        bool full = _kept.Count == capacity;
        if (full && (capacity == 0 || IsNoBetter(row, value))) return;
        string own = text.ToString();
        if (!_texts.Add(own)) return;   // the same text has the same value, and came before
        if (full) _texts.Remove(_kept.Dequeue().Text);
        _kept.Enqueue((row, own), (value, row));
    }

    private bool IsNoBetter(long row, float value) => _kept.TryPeek(out _, out var worst) && (value, row).CompareTo(worst) >= 0;
}
