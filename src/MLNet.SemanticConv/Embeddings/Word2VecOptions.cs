using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>The settings of <see cref="Word2VecTrainer"/>. The defaults are those of gensim, with skip-gram.</summary>
public sealed record Word2VecOptions
{
    /// <summary>What is predicted from what. The default value is <see cref="Word2VecArchitecture.SkipGram"/>.</summary>
    public Word2VecArchitecture Architecture { get; init; } = Word2VecArchitecture.SkipGram;

    /// <summary>In which order gradients are applied. The default value is <see cref="Word2VecUpdate.WindowBatch"/>.</summary>
    public Word2VecUpdate Update { get; init; } = Word2VecUpdate.WindowBatch;

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
        init => field = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(NegativeExponent), value, "Not finite.");
    } = 0.75;

    /// <summary>Words that occur less often in the corpus are left out, as if they were not there. The default value is 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MinCount { get; init => field = AtLeast(1, value, nameof(MinCount)); } = 5;

    /// <summary>
    /// The threshold t above which frequent words are thinned out: an occurrence of a word of relative frequency f is kept with
    /// probability (√(f / t) + 1) · t / f. 0 keeps all. The default value is 0.001.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public double Sample
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Sample), value, "Not between 0 and 1.");
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
    /// The number of threads, which share the vectors without locks (Niu et al. 2011, "Hogwild!"). With 1 a run can be repeated to the
    /// bit on the same kind of processor. The default value is the number of logical processors.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Threads { get; init => field = AtLeast(1, value, nameof(Threads)); } = Environment.ProcessorCount;

    /// <summary>What all random numbers are drawn from. The default value is 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The instruction set of the kernels; null takes the widest of the processor.</summary>
    internal SimdLevel? Simd { get; init; }

    private static int AtLeast(int least, int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        return value;
    }

    private static float PositiveRate(float value, string name)
        => value > 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "Not a finite number above 0.");
}
