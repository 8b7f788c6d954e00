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
    /// If several sources are given, the factors by which their strengths are multiplied: all sources together, and each alone, are tried
    /// with each factor. All together with the first factor is what the others have to beat. The default value is 1 and ½.
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
    /// By how many standard errors of the difference a setting must beat the first candidate to be chosen instead, and by how many the
    /// chosen setting must beat no convolution (without mean vectors) to be applied at all. Where the second error is above 0.02, or
    /// every label is ranked alike either way, the labelled rows are too few to tell: the chosen setting is then applied unless no
    /// convolution is better by this many standard errors. The default value is 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double StandardErrors
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(StandardErrors), value,
                "StandardErrors must be a finite number of at least 0.");
    } = 1;

    /// <summary>
    /// The least gain in mean average precision over no convolution (without mean vectors) for which the chosen setting is applied. It is
    /// not asked for where the standard error of the gain is above 0.02. A smaller gain is not worth a larger model, and is likely to be
    /// luck where there is much to choose from. The default value is 0.005.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LeastGain
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LeastGain), value, "LeastGain must be a finite number of at least 0.");
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
