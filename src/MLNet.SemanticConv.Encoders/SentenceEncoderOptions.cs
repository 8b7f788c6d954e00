namespace MLNet.SemanticConv.Encoders;

/// <summary>How a <see cref="SentenceEncoder"/> works.</summary>
public sealed record SentenceEncoderOptions
{
    /// <summary>
    /// The number of batches that are encoded at a time, each by one thread. The default value is the number of processors. The embeddings
    /// do not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int NumberOfThreads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(NumberOfThreads));
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>
    /// The number of tokens, including the two at the ends, after which a text is cut off; <see langword="null"/> takes the encoder's own
    /// limit (256 for MiniLM), which is also the most. The default value is <see langword="null"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 3.</exception>
    public int? MaximumTokens
    {
        get;
        init
        {
            if (value is { } count) ArgumentOutOfRangeException.ThrowIfLessThan(count, 3, nameof(MaximumTokens));
            field = value;
        }
    }

    /// <summary>
    /// The number of tokens in a batch of texts of about the same length; a longer text is a batch by itself. The data of a batch should
    /// fit into a core's cache. The default value is 256.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BatchTokens
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(BatchTokens));
            field = value;
        }
    } = 256;
}
