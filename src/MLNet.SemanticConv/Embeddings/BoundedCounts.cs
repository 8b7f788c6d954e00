using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>
/// Counts things in bounded memory: when there are too many, those that are rarest so far are forgotten, and ever more frequent ones each
/// time, as word2vec does with words.
/// </summary>
/// <param name="maxSize">How many are kept count of.</param>
internal sealed class BoundedCounts<T>(int maxSize)
    where T : notnull
{
    private readonly Dictionary<T, long> _counts = [];
    private long _forgotten;

    /// <summary>How often a thing was counted since it was last forgotten.</summary>
    public long this[T thing] => _counts.GetValueOrDefault(thing);

    public IEnumerator<KeyValuePair<T, long>> GetEnumerator() => _counts.GetEnumerator();

    public void Add(T thing)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, thing, out _)++;
        if (_counts.Count > maxSize) Prune();
    }

    private void Prune()
    {
        while (_counts.Count > maxSize)
        {
            _forgotten++;
            foreach (var (thing, count) in _counts)
                if (count <= _forgotten) _counts.Remove(thing);
        }
    }
}
