namespace MLNet.SemanticConv;

/// <summary>How the settings of a semantic convolution are chosen from labelled data.</summary>
public sealed record ConvolutionTuningOptions
{
    /// <summary>
    /// What to choose from, beside no convolution, which is always among the choices; the first is what the others have to beat. Those that
    /// differ only in <see cref="CorrelationOptions.TopN"/>, <see cref="CorrelationOptions.Threshold"/>, weights and strength share one
    /// search for neighbours. The default value is <see cref="CorrelationOptions.Default"/> at the strengths ½, ¼ and 1.
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
    /// Factors of the strengths of several sources, for the call that takes such: all sources together and each alone are tried at their
    /// own strengths times each factor; the first is that of what the others have to beat. The default value is 1 and ½.
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
    /// Word vectors whose mean the trainer will read beside the convolved bag, both of length 1, as <c>AverageWordVectors</c> makes it with
    /// lengths kept: settings are then judged beside it, and without it, and <see cref="ConvolutionChoice.WithMeanVectors"/> tells which is
    /// better. The default value is <see langword="null"/>.
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
    /// A column of which rows with equal values are in the same part of the cross-validation that judges, as sentences of one review should
    /// be: text, a key, a number, a Boolean or a time. The default value is <see langword="null"/>: each row is by itself.
    /// </summary>
    public string? SamplingKeyColumnName { get; init; }

    /// <summary>
    /// By how many standard errors of the difference a setting must beat the first candidate to be chosen instead, and by how many what is
    /// chosen must beat no convolution at all, without mean vectors, which is taken otherwise. The default value is 1.
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
