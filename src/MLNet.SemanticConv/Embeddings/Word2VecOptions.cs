namespace MLNet.SemanticConv;

/// <summary>The settings of <see cref="Word2VecTrainer"/>. The defaults are those of gensim, with skip-gram.</summary>
/// <example>
/// <code>
/// var options = new Word2VecOptions { Dimensions = 50, MinCount = 2, Epochs = 10, NumberOfThreads = 1 };
/// var trained = new Word2VecTrainer(options).Train(["the adapter broke", "the charger broke"]);
/// </code>
/// </example>
public sealed record Word2VecOptions
{
    // Above so many words of text a word seen twice is noise, and few epochs are enough; below so many a word seen once is all there is.
    private const long LargeCorpus = 1_500_000, TinyCorpus = 1_000;

    /// <summary>
    /// The settings for a text of about the given size. Up to 1.5 million words: words that occur at least twice (every word, below a
    /// thousand), and 10 epochs. Above that: words that occur at least five times, and 5 epochs. The rest are the defaults.
    /// </summary>
    /// <param name="words">The number of words.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static Word2VecOptions ForCorpus(long words)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(words);
        return words < LargeCorpus ? new() { MinCount = words < TinyCorpus ? 1 : 2, Epochs = 10 } : new();
    }

    /// <summary>What is predicted from what. The default value is <see cref="Word2VecArchitecture.SkipGram"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public Word2VecArchitecture Architecture
    {
        get;
        init => field = EnumValues.Defined(value, nameof(Architecture));
    } = Word2VecArchitecture.SkipGram;

    /// <summary>In which order gradients are applied. The default value is <see cref="Word2VecUpdate.WindowBatch"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public Word2VecUpdate Update { get; init => field = EnumValues.Defined(value, nameof(Update)); } = Word2VecUpdate.WindowBatch;

    /// <summary>The length of a vector. The default value is 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Dimensions { get; init => field = AtLeast(1, value, nameof(Dimensions)); } = 100;

    /// <summary>
    /// The greatest distance between a word and the words that it is trained with. Each word draws its own window between 1 and this,
    /// so that near words count more. The default value is 5.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Window { get; init => field = AtLeast(1, value, nameof(Window)); } = 5;

    /// <summary>The number of negative samples drawn for each true word. The default value is 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Negative { get; init => field = AtLeast(1, value, nameof(Negative)); } = 5;

    /// <summary>
    /// The power to which frequencies are raised when negative samples are drawn: 1 draws by frequency, 0 all words alike.
    /// The default value is 0.75.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    public double NegativeExponent
    {
        get;
        init => field = double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(NegativeExponent), value, "Not finite.");
    } = 0.75;

    /// <summary>Words that occur less often in the corpus are left out, as if they were not there. The default value is 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MinCount { get; init => field = AtLeast(1, value, nameof(MinCount)); } = 5;

    /// <summary>
    /// How many words are counted at a time: when there are more, the rarest so far are forgotten, so that memory stays bounded; counts
    /// of rare words are then too low. Null counts all. The default value is null. (gensim: <c>max_vocab_size</c>.)
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? MaxVocabularySize { get; init => field = value is { } size ? AtLeast(1, size, nameof(MaxVocabularySize)) : null; }

    /// <summary>
    /// How many words get vectors at most: the most frequent ones. Null takes all that <see cref="MinCount"/> allows.
    /// The default value is null. (gensim: <c>max_final_vocab</c>.)
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? MaxFinalVocabulary { get; init => field = value is { } size ? AtLeast(1, size, nameof(MaxFinalVocabulary)) : null; }

    /// <summary>
    /// Vectors of d dimensions to start from instead of random ones, for those of their words that the corpus has; their other words
    /// get no vector. The default value is null.
    /// </summary>
    public WordVectors? InitialVectors { get; init; }

    /// <summary>
    /// A file that holds the state of the run after each finished epoch, of the size of the two matrices. If it exists when a run with the
    /// same settings on the same text begins, the run resumes from it, even after the last epoch: delete the file once the vectors are
    /// saved. A run that was killed and resumed gives the same bits as one that was not (with CBOW, on one thread only). Null writes no
    /// such file. The default value is null.
    /// </summary>
    public string? CheckpointPath { get; init; }

    /// <summary>
    /// The threshold t above which frequent words are thinned out: an occurrence of a word of relative frequency f is kept with
    /// probability (√(f / t) + 1) · t / f. 0 keeps all. The default value is 0.001.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public double Sample
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Sample), value, "Sample must lie between 0 and 1.");
    } = 1e-3;

    /// <summary>How often the corpus is read for training. The default value is 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Epochs { get; init => field = AtLeast(1, value, nameof(Epochs)); } = 5;

    /// <summary>
    /// The learning rate at the start; it falls linearly to <see cref="MinLearningRate"/> over all epochs. The default value is 0.025.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not greater than 0, or not finite.</exception>
    public float LearningRate { get; init => field = PositiveRate(value, nameof(LearningRate)); } = 0.025f;

    /// <summary>The learning rate at the end. The default value is 0.0001.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not greater than 0, or not finite.</exception>
    public float MinLearningRate { get; init => field = PositiveRate(value, nameof(MinLearningRate)); } = 1e-4f;

    /// <summary>
    /// The number of threads. Skip-gram gives the same bits for any number of them, on the same kind of processor: they never train the
    /// same vector at a time (see <see cref="Parts"/>). With CBOW they share the vectors without locks (Niu et al. 2011, "Hogwild!"), and
    /// only a run on one thread can be repeated to the bit. The default value is the number of logical processors.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int NumberOfThreads { get; init => field = AtLeast(1, value, nameof(NumberOfThreads)); } = Environment.ProcessorCount;

    /// <summary>
    /// For skip-gram, the number P of parts that the words are divided into, at most one for each thousand words: the pairs of words are
    /// trained in P × P blocks, as many at a time as there are threads (<see cref="NumberOfThreads"/>), but at most P, because blocks that
    /// are trained at the same time share no part. Another number gives other vectors of the same quality. The default value is 8.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Parts { get; init => field = AtLeast(1, value, nameof(Parts)); } = 8;

    /// <summary>
    /// For skip-gram, how many words of the corpus are sorted into blocks at a time, in steps of 4,096. More take more memory, some 70
    /// bytes a word, and let a block be trained longer before the next. The default value is 262,144.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int StretchWords { get; init => field = AtLeast(1, value, nameof(StretchWords)); } = 1 << 18;

    /// <summary>
    /// For skip-gram, a folder for the parts of the matrices as files, which are mapped into memory while a block is trained: a vocabulary
    /// may be larger than memory. The vectors are then a mapped file in it, <c>vectors.wv</c>, with the same bits as without the folder.
    /// The larger the vocabulary, the more <see cref="Parts"/> and <see cref="StretchWords"/> it needs. The folder must exist, and be used
    /// by one run at a time. Null keeps the matrices in memory. The default value is null.
    /// </summary>
    public string? PartsFolder { get; init; }

    /// <summary>The seed of all random numbers, which does not depend on an <c>MLContext</c>. The default value is 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The instruction set of the kernels; null takes the widest of the processor.</summary>
    internal SimdLevel? Simd { get; init; }

    /// <summary>
    /// Up to so many words a text is kept as their numbers, 4 bytes each, and not read again.
    /// </summary>
    internal long MaxKeptWords { get; init; } = 1 << 25;

    private static int AtLeast(int least, int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        return value;
    }

    private static float PositiveRate(float value, string name)
        => value > 0 && float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number above 0.");
}
