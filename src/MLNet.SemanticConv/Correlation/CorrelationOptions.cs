namespace MLNet.SemanticConv;

/// <summary>
/// How a <see cref="CorrelationMatrix"/> is made from word vectors, in four steps: the vectors are prepared, the neighbours of each slot
/// are chosen, their cosines are turned into weights, and the weights are laid out as a matrix.
/// </summary>
/// <example>
/// <code>
/// var options = CorrelationOptions.Default with { TopN = 10, Weight = NeighborWeight.Power(2), Among = NeighborScope.Vocabulary };
/// var convolution = ml.Transforms.Text.ApplySemanticConvolution("Features", "Weighted", vectors, options);
/// </code>
/// </example>
public sealed record CorrelationOptions
{
    /// <summary>
    /// Vectors centred and without their first two principal components, 20 neighbours with a cosine above 0.4, weighted by half their
    /// cosine: C = ½·N.
    /// </summary>
    public static CorrelationOptions Default { get; } = new();

    /// <summary>
    /// Vectors as they are, the 5 most similar words of the whole model, those with a cosine above 0.5 weighing 1, and 1 on the diagonal,
    /// so that y = x + x·C counts a word itself twice. A slot without a vector has the diagonal alone.
    /// </summary>
    public static CorrelationOptions Blog { get; } = new()
    {
        RemovedComponents = null,
        Among = NeighborScope.Model,
        TopN = 5,
        Threshold = 0.5f,
        Weight = NeighborWeight.Ones,
        Strength = 1,
        OwnWeight = 1,
    };

    /// <summary>
    /// The matrix of gensim's soft cosine, <c>SparseTermSimilarityMatrix(WordEmbeddingSimilarityIndex(vectors), dictionary)</c>: vectors as
    /// they are, the 100 most similar words of the model with a cosine above 0, weighing its square, laid out symmetrically, and 1 on the
    /// diagonal.
    /// </summary>
    public static CorrelationOptions SoftCosine { get; } = new()
    {
        RemovedComponents = null,
        Among = NeighborScope.Model,
        TopN = 100,
        Threshold = 0,
        Weight = NeighborWeight.Power(2),
        Strength = 1,
        OwnWeight = 1,
        Symmetric = true,
    };

    /// <summary>
    /// How many principal components the vectors lose after they are centred ("all-but-the-top", Mu and Viswanath 2018); 0 only centres
    /// them, <see langword="null"/> leaves them as they are. The default value is 2.
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

    /// <summary>The words among which neighbours are sought. The default value is <see cref="NeighborScope.Model"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public NeighborScope Among
    {
        get;
        init => field = EnumValues.Defined(value, nameof(Among));
    } = NeighborScope.Model;

    /// <summary>How many neighbours a slot has at most. The default value is 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int TopN
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(TopN));
            field = value;
        }
    } = 20;

    /// <summary>The cosine above which a word is a neighbour, from 0 to below 1. The default value is 0.4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, 1 or more, or not a number.</exception>
    public float Threshold
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Threshold), value, "The threshold of a cosine is from 0 to below 1.");
    } = 0.4f;

    /// <summary>
    /// The number k of nearest words over which the nearness of a word to its surroundings is averaged, where neighbours are chosen by CSLS
    /// (Conneau et al. 2018) instead of by their cosine, so that words near to everything ("hubs") are not neighbours of every word; the
    /// paper uses 10. Threshold and weights still go by the cosine. It takes four times as long. The default value is
    /// <see langword="null"/>: by cosine.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? CslsNeighbors
    {
        get;
        init
        {
            if (value is { } count) ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(CslsNeighbors));
            field = value;
        }
    }

    /// <summary>The weight of a neighbour as a function of its cosine. The default value is <see cref="NeighborWeight.Cosine"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public NeighborWeight Weight
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Weight));
    } = NeighborWeight.Cosine;

    /// <summary>
    /// α, by which the weights of all neighbours are multiplied; 0 leaves none. The best value depends on the data; for some it is 0. The
    /// default value is 0.5.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float Strength
    {
        get;
        init => field = value >= 0 && float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Strength), value, "The strength is a finite number of at least 0.");
    } = 0.5f;

    /// <summary>
    /// The diagonal of C: what y = x + x·C adds to a word's own count beside that count. Every slot has it, with a vector or without; 0
    /// stores nothing. The default value is 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public float OwnWeight
    {
        get;
        init => field = float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(OwnWeight), value, "OwnWeight must be a finite number.");
    }

    /// <summary>
    /// Whether C is symmetric: slot by slot, each entry is made on both sides of the diagonal or not at all, and no row gets more than
    /// <see cref="TopN"/> off the diagonal. The default value is <see langword="false"/>: each row has its own neighbours.
    /// </summary>
    public bool Symmetric { get; init; }

    /// <summary>
    /// Whether a slot of several words, "a|b", has neighbours too: those of the mean of its words' unit vectors, its own words left out, as
    /// in gensim's <c>most_similar(positive=["a", "b"])</c>. All of its words must have a vector. The default value is
    /// <see langword="false"/>.
    /// </summary>
    public bool Ngrams { get; init; }

    /// <summary>
    /// Whether a weight is saved in 16 bits instead of 32. Weights are then rounded when the matrix is built, so that a loaded matrix
    /// computes what the built one did, to the bit. Rounding moves a weight from 2⁻¹⁴ to 65,504 by at most 2⁻¹¹ of itself (0.049 %), a
    /// smaller one by at most 2⁻²⁵; 1 stays 1. The default value is <see langword="false"/>.
    /// </summary>
    public bool HalfPrecision { get; init; }

    /// <summary>What the search for neighbours depends on beside how many it keeps: settings with equal values can share one.</summary>
    internal CorrelationOptions Search => new()
    {
        RemovedComponents = RemovedComponents,
        Among = Among,
        CslsNeighbors = CslsNeighbors,
        Ngrams = Ngrams,
    };
}
