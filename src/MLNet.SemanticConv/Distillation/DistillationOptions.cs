namespace MLNet.SemanticConv;

/// <summary>How <see cref="VectorDistiller"/> learns.</summary>
public sealed record DistillationOptions
{
    /// <summary>
    /// The candidates for λ, the weight with which word vectors are pulled towards the words' own embeddings. The one whose vectors bring
    /// held-out texts nearest to their embeddings is chosen. The default value is 0.1, 0.3 and 0.03.
    /// </summary>
    /// <exception cref="ArgumentException">There is none, or one is not positive and finite.</exception>
    public IReadOnlyList<double> Regularizations
    {
        get;
        init => field = value is { Count: > 0 } && value.All(lambda => lambda > 0 && double.IsFinite(lambda))
            ? value
            : throw new ArgumentException("Name at least one weight, each positive and finite.", nameof(Regularizations));
    } = [0.1, 0.3, 0.03];

    /// <summary>
    /// The number of dimensions of the vectors: the principal components of the texts' embeddings in which these vary most; all of them if
    /// the encoder has no more. Fewer make the model smaller and faster. The default value is 128.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Dimensions
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Dimensions));
            field = value;
        }
    } = 128;

    /// <summary>The share of the texts, at most 2,000 of them, that is held out to choose λ. The default value is 0.05.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double HeldOutFraction
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(HeldOutFraction), value, "The share lies between 0 and 1.");
    } = 0.05;

    /// <summary>The number of steps of conjugate gradient, at most. The default value is 30.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaximumNumberOfIterations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaximumNumberOfIterations));
            field = value;
        }
    } = 30;

    /// <summary>When to stop: the length of each dimension's gradient as a share of its first length. The default value is 0.01.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Tolerance), value, "The tolerance is positive and finite.");
    } = 0.01;

    /// <summary>The number of threads. The default value is the number of processors. What is learnt does not depend on it.</summary>
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

    /// <summary>The seed of the choice of held-out texts. The default value is 1.</summary>
    public int Seed { get; init; } = 1;
}
