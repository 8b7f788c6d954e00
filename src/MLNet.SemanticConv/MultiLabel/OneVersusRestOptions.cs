namespace MLNet.SemanticConv;

/// <summary>How one-vs-rest trains and decides.</summary>
/// <example>
/// <code>
/// var options = new OneVersusRestOptions
/// {
///     Thresholds = LabelThresholds.Global(), ClassWeighting = ClassWeighting.Balanced, MinimumSupport = 3,
/// };
/// var tagger = ml.MultiLabelClassification.Trainers.OneVersusRest(
///     context =&gt; context.BinaryClassification.Trainers.SparseLinearSvm(), options: options);
/// </code>
/// </example>
public sealed record OneVersusRestOptions
{
    /// <summary>The scores above which labels are given, and how they are found. The default value is
    /// <see cref="LabelThresholds.PerLabel"/>.</summary>
    public LabelThresholds Thresholds
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Thresholds));
    } = LabelThresholds.PerLabel();

    /// <summary>
    /// Whether the rows with a label weigh as much, taken together, as those without it, or every row the same. Balancing works with every
    /// trainer that supports example weights, and multiplies those of the data, if any. A trainer that is
    /// <see cref="ClassWeighting.Balanced"/> already (<see cref="SparseLinearOptions.ClassWeighting"/>) is not balanced twice. The default
    /// value is <see cref="ClassWeighting.None"/>: the trainer's own setting holds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public ClassWeighting ClassWeighting { get; init => field = EnumValues.Defined(value, nameof(ClassWeighting)); } = ClassWeighting.None;

    /// <summary>
    /// Whether labels whose names share a word learn from each other, so that "FOOD#PRICES" with two rows gains from the hundreds of
    /// "HOTEL#PRICES". For each shared word, one more model learns which rows have any of the labels with that word. A tenth or a fifth of
    /// the mean of these models, over the words of a label's name, is added to the label's own model if that ranks the rows held out for
    /// the thresholds clearly better. Names are split into words as <c>AppendLabelNames</c> does. It works with <c>SparseLinearSvm</c>,
    /// <c>SparseLogisticRegression</c> and <c>SparseNaiveBayes</c>, unless thresholds are fixed; otherwise it changes nothing. Each shared
    /// word takes as long to train as a label. The default value is <see langword="false"/>; <c>SemanticTagger</c> turns it on if it
    /// learns from labels' names.
    /// </summary>
    public bool LearnFromSharedWords { get; init; }

    /// <summary>The number of rows that must have a label for it to be learnt; rarer labels are left out. The default value is 1, which
    /// leaves out none: even a key or a Boolean that no row has is a label then, but it is never given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MinimumSupport
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MinimumSupport));
            field = value;
        }
    } = 1;

    /// <summary>
    /// A column of text, keys, numbers, Booleans or times: rows with equal values in it, such as the sentences of one review, stay together
    /// in the cross-validation that finds thresholds and calibrates. The default value is <see langword="null"/>: each row is on its own.
    /// </summary>
    public string? SamplingKeyColumnName { get; init; }

    /// <summary>
    /// The number of threads that train labels. The default value is the number of processors. What is learnt does not depend on it.
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
}
