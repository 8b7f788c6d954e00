namespace MLNet.SemanticConv;

/// <summary>How texts are chosen for labelling.</summary>
public sealed record LabelingOptions
{
    /// <summary>The strategy by which they are chosen. The default value is <see cref="LabelingStrategy.Balanced"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public LabelingStrategy Strategy { get; init => field = EnumValues.Defined(value, nameof(Strategy)); } = LabelingStrategy.Balanced;

    /// <summary>
    /// The share of texts that <see cref="LabelingStrategy.Balanced"/> draws at random, from 0 to 1; they come first. They alone are a fair
    /// sample by which a model can be measured. The default value is 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double RandomShare
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(RandomShare), value, "A share is a number from 0 to 1.");
    }

    /// <summary>The column of text. The default value is "Text".</summary>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public string TextColumnName
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrEmpty(value, nameof(TextColumnName));
            field = value;
        }
    } = "Text";

    /// <summary>
    /// The number of threads that score texts. The default value is the number of processors. What is chosen does not depend on it.
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

    /// <summary>
    /// The seed of what is drawn at random. The default value is <see langword="null"/>: it is drawn from the seed of the <c>MLContext</c>.
    /// </summary>
    public int? Seed { get; init; }
}
