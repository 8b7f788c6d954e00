namespace MLNet.SemanticConv.Cluster;

/// <summary>The parts of a job that nobody is at.</summary>
internal sealed class PartQueue
{
    /// <summary>A part that fails so often fails its job.</summary>
    private const int Tries = 3;

    private readonly Queue<int> _waiting = new();
    private readonly Dictionary<int, int> _failures = [];

    /// <param name="results">What came of each part so far.</param>
    public PartQueue(IReadOnlyList<PartResult?> results)
    {
        for (int i = 0; i < results.Count; i++)
            if (results[i] is null) _waiting.Enqueue(i);
    }

    public bool TryTake(out int part) => _waiting.TryDequeue(out part);

    /// <summary>Gives back a part whose silo is gone.</summary>
    public void Return(int part) => _waiting.Enqueue(part);

    /// <summary>Gives back a part that could not be tagged.</summary>
    /// <returns>Whether it will be tried again.</returns>
    public bool TryAgain(int part)
    {
        if ((_failures[part] = _failures.GetValueOrDefault(part) + 1) >= Tries) return false;
        Return(part);
        return true;
    }
}
