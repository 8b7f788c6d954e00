namespace MLNet.SemanticConv;

/// <summary>How the settings of a semantic convolution are chosen from labelled data.</summary>
public sealed record ConvolutionTuningOptions
{
    /// <summary>
    /// What to choose from, besides no convolution, which is always among the choices; the first is what the others have to beat. Those
    /// that differ only in <see cref="CorrelationOptions.TopN"/>, <see cref="CorrelationOptions.Threshold"/>, weights and strength share
    /// one search for neighbours. The default value is <see cref="CorrelationOptions.Default"/> at the strengths ½, ¼ and 1.
    /// </summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public IReadOnlyList<CorrelationOptions> Candidates
    {
        get;
        init => field = value is { Count: > 0 }
            ? value
            : throw new ArgumentException("Name at least one setting to choose from.", nameof(Candidates));
    } = [.. new[] { 0.5f, 0.25f, 1 }.Select(strength => CorrelationOptions.Default with { Strength = strength })];

    /// <summary>
    /// Factors for the strengths of several sources, where several are given: all sources together, and each alone, are tried at their own
    /// strengths times each factor; all together with the first factor is what the others have to beat. The default value is 1 and ½.
    /// </summary>
    /// <exception cref="ArgumentException">There is none, or one is not positive and finite.</exception>
    public IReadOnlyList<float> Factors
    {
        get;
        init => field = value is { Count: > 0 } && value.All(factor => factor > 0 && float.IsFinite(factor))
            ? value
            : throw new ArgumentException("Name at least one factor, each positive and finite.", nameof(Factors));
    } = [1, 0.5f];

    /// <summary>
    /// Word vectors whose mean the trainer will read beside the convolved bag, both scaled to length 1, as <c>AverageWordVectors</c> makes
    /// it with <c>unitLength: false</c>: settings are then judged with and without it, and <see cref="ConvolutionChoice.WithMeanVectors"/>
    /// says which is better. The default value is <see langword="null"/>.
    /// </summary>
    public WordVectors? MeanVectors { get; init; }

    /// <summary>The number of parts for cross-validation. The default value is 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int NumberOfFolds
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2, nameof(NumberOfFolds));
            field = value;
        }
    } = 5;

    /// <summary>
    /// A column of text, keys, numbers, Booleans or times: rows with equal values in it, such as the sentences of one review, stay together
    /// in the cross-validation that judges. The default value is <see langword="null"/>: each row is on its own.
    /// </summary>
    public string? SamplingKeyColumnName { get; init; }

    /// <summary>
    /// By how many standard errors of the difference a setting must beat the first candidate to be chosen instead, and by how many what is
    /// chosen must beat no convolution at all, without mean vectors, which is taken otherwise. Where the error is above 0.02, labelled rows
    /// are too few to ask for that, and no convolution is taken where it is better by so many standard errors. The default value is 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double StandardErrors
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(StandardErrors), value,
                "The number of standard errors is finite and at least 0.");
    } = 1;

    /// <summary>
    /// What must be added at least to the mean average precision of no convolution, without mean vectors, which is taken otherwise, where
    /// its standard error is 0.02 or less: a smaller gain is not worth a larger model, and likely to be luck where there is much to choose
    /// from. The default value is 0.005.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LeastGain
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LeastGain), value, "The least gain is finite and at least 0.");
    } = 0.005;

    /// <summary>The cost C of the linear SVM that judges the settings, on rows of unit length. The default value is 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Cost
    {
        get;
        init => field = SparseLinearOptions.Positive(value, nameof(Cost));
    } = 0.5;

    /// <summary>The number of threads. The default value is the number of processors. What is chosen does not depend on it.</summary>
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
}
