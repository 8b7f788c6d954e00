namespace MLNet.SemanticConv;

/// <summary>How <c>AverageWordVectors</c> prepares the vectors of words before it sums them.</summary>
public sealed record WordVectorAveragingOptions
{
    /// <summary>
    /// How many principal components the vectors lose after they are centred, as in <see cref="CorrelationOptions.RemovedComponents"/>;
    /// <see langword="null"/> leaves them as they are. The default value is 2.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? RemovedComponents
    {
        get;
        init
        {
            if (value is { } count) ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(RemovedComponents));
            field = value;
        }
    } = 2;

    /// <summary>
    /// Whether each word's vector is scaled to length 1, or its length is part of what it says, as in those of
    /// <see cref="VectorDistiller"/>. The default value is <see langword="true"/>.
    /// </summary>
    public bool UnitLength { get; init; } = true;
}
