using Microsoft.Extensions.AI;
using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>How the default method makes features of text. Every default is what did best on validation rows; none needs to be
/// set.</summary>
/// <example>
/// <code>
/// var options = new SemanticTextOptions
/// {
///     KnownLabels = ["power", "staff", "food", "rooms"],   // no row has "rooms" yet
///     Word2Vec = new() { MinCount = 2, Epochs = 10 },
/// };
/// var tagger = ml.MultiLabelClassification.Trainers.SemanticTagger("Labels", "Text", allText, options).Fit(train);
/// </code>
/// </example>
public sealed record SemanticTextOptions
{
    /// <summary>
    /// Word vectors to use instead of training them on all text. They must be of the same kind of words as <see cref="Tokenizer"/> makes.
    /// The default value is <see langword="null"/>: they are trained.
    /// </summary>
    public WordVectors? Vectors { get; init; }

    /// <summary>
    /// The settings for training word vectors, with a seed of their own. The default value is <see langword="null"/>: those of
    /// <see cref="Word2VecOptions.ForCorpus"/>, with <see cref="NumberOfThreads"/> and a seed that is drawn from that of the
    /// <see cref="MLContext"/>.
    /// </summary>
    public Word2VecOptions? Word2Vec { get; init; }

    /// <summary>
    /// How often a word must occur to get a vector, unless <see cref="Word2Vec"/> is set. The default value is <see langword="null"/>: what
    /// <see cref="Word2VecOptions.ForCorpus"/> gives for the size of the text.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? MinCount
    {
        get;
        init
        {
            if (value is { } count) ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(MinCount));
            field = value;
        }
    }

    /// <summary>
    /// A sentence encoder, such as <c>SentenceEncoder.MiniLM()</c> of the package MLNet.SemanticConv.Encoders, whose knowledge goes into
    /// the features while they are learnt: prediction needs no encoder. Its embeddings of single words give neighbours besides those of the
    /// word vectors, and its embeddings of all text are distilled into vectors whose mean is put beside the bag
    /// (<see cref="VectorDistiller"/>). All text is then read twice, and encoded at the first fit; further fits of the same estimator
    /// encode it again only if their rows and labels have other words that all text lacks. An <see cref="EmbeddingCache"/> keeps what was
    /// encoded. The default value is <see langword="null"/>: none.
    /// </summary>
    public IEmbeddingGenerator<string, Embedding<float>>? Encoder { get; init; }

    /// <summary>
    /// Word vectors of a language at large, such as <c>EnglishVectors.Load()</c> of the package MLNet.SemanticConv.English. Their
    /// neighbours count together with those of the vectors of all text, alone, or not at all, whichever ranks held-out rows best. They
    /// are not used if an <see cref="Encoder"/> is given, which knows more, or if they know so few of the text's words that it must be in
    /// another language. The default value is <see langword="null"/>: none.
    /// </summary>
    public WordVectors? GeneralVectors { get; init; }

    /// <summary>How texts' embeddings are distilled. The default value is <c>new()</c>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public DistillationOptions Distillation
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Distillation));
    } = new();

    /// <summary>
    /// The number of threads that train word vectors, unless <see cref="Word2Vec"/> is set. The default value is the number of processors.
    /// What is learnt does not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
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
    /// Which settings of the convolution to choose from, and how; no convolution is always a choice. The default value is
    /// <c>new()</c>: <see cref="CorrelationOptions.Default"/> at three strengths, by cross-validation on the labelled rows.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ConvolutionTuningOptions Convolution
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Convolution));
    } = new();

    /// <summary>
    /// Whether the words of the labels' names belong to the vocabulary, and a tagger learns from each name as one more example of its
    /// label: "BATTERY#QUALITY" says what its texts will be about. The default value is <see langword="true"/>.
    /// </summary>
    public bool LearnFromLabelNames { get; init; } = true;

    /// <summary>
    /// Whether a tagger learns from text without labels too, of which up to 10,000 are drawn from all text: each label from the texts that
    /// its model ranks first, 5 in any case and up to 60 that it would be given, which count for 0.3 of a labelled row each
    /// (self-training; Scudder 1965). It does so only if half of the labels have two rows or more, held-out rows are clearly ranked better
    /// for it, and trainers are linear. Training takes 1.2 to 1.5 times as long. The default value is <see langword="true"/>.
    /// </summary>
    public bool LearnFromUnlabeledText { get; init; } = true;

    /// <summary>
    /// Labels that are known to exist, whether or not a row has them yet: those without a row are learnt from the words of their names
    /// alone. So a tagger can be trained before any row is labelled, and knows from the first rows on what else there is to find. A
    /// label whose name has no letters is left out until a row has it. The default value is empty: the labels are those of the rows.
    /// </summary>
    /// <exception cref="ArgumentException">A label is null, empty or white space.</exception>
    public IReadOnlyCollection<string> KnownLabels
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(KnownLabels));
            foreach (string label in value) ArgumentException.ThrowIfNullOrWhiteSpace(label, nameof(KnownLabels));
            field = [.. value];
        }
    } = [];

    /// <summary>
    /// Makes the estimator that splits text into words, given the names of its output column, a vector of text, and of its input column. It
    /// is saved in the model. The default value is <see langword="null"/>:
    /// <see cref="SemanticConvolutionCatalog.TokenizeIntoNormalizedWords"/>.
    /// </summary>
    public Func<string, string, IEstimator<ITransformer>>? Tokenizer { get; init; }

    /// <summary>A column of <see cref="float"/> example weights for the tagger, or <see langword="null"/>, which is the default
    /// value.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>
    /// A column that keeps labelled rows together when parts are held out to choose the convolution and the thresholds: rows of equal
    /// values, such as sentences of one review. The default value is <see langword="null"/>: each row is on its own.
    /// </summary>
    public string? SamplingKeyColumnName { get; init; }
}
