namespace MLNet.SemanticConv;

/// <summary>A linear map M from the words of a bag to features: x ↦ x·M.</summary>
internal abstract class FeatureMap
{
    /// <summary>The number of words.</summary>
    public abstract int WordCount { get; }

    /// <summary>The number of features.</summary>
    public abstract int FeatureCount { get; }

    /// <summary>What a word counts as: the row of M, without its zeros, in any order.</summary>
    public abstract (int[] Features, float[] Values) RowOf(int word);

    /// <summary>Makes ‖x·M‖ for one cursor, so it may keep scratch buffers.</summary>
    public abstract Length CreateLength();

    /// <param name="words">The words of a row, rising.</param>
    /// <param name="values">x: how much there is of each.</param>
    public delegate float Length(ReadOnlySpan<int> words, ReadOnlySpan<float> values);
}
