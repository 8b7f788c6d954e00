namespace MLNet.SemanticConv;

/// <summary>What those who hand out the steps of a run must not forget.</summary>
internal sealed class DistributedState
{
    /// <summary>The words of each part of the text, null where they are not counted.</summary>
    public long?[] Counted { get; set; } = [];

    /// <summary>The vocabulary, when there is one.</summary>
    public StepResult? Vocabulary { get; set; }

    /// <summary>What each part of the text has, null where it is not encoded.</summary>
    public TextPosition?[] Encoded { get; set; } = [];

    /// <summary>For each stretch that is not yet trained, numbered through all epochs, the parts of the text that are sorted.</summary>
    public Dictionary<long, SortedSet<int>> Sorted { get; set; } = [];

    /// <summary>How many buckets have trained each part of the word vectors.</summary>
    public long[] InputRounds { get; set; } = [];

    /// <summary>How many buckets have trained each part of the output vectors.</summary>
    public long[] OutputRounds { get; set; } = [];

    /// <summary>Whether the word vectors are put together.</summary>
    public bool IsCollected { get; set; }
}
