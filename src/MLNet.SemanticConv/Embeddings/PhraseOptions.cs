namespace MLNet.SemanticConv;

/// <summary>The settings of <see cref="Phrases"/>. The defaults are those of the original program, word2phrase.</summary>
public sealed record PhraseOptions
{
    /// <summary>Words and pairs that occur less often are no part of a phrase; also taken off a pair's count. The default value is 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MinCount
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MinCount));
            field = value;
        }
    } = 5;

    /// <summary>The score that a pair must exceed. The default value is 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a number.</exception>
    public double Threshold
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Threshold), value, "Negative, or not a number.");
    } = 100;

    /// <summary>
    /// How many words, and how many pairs of words, are counted at a time: when there are more, the rarest so far are forgotten, so that
    /// memory stays bounded; counts of rare ones are then too low. The default value is 40,000,000, as in gensim's <c>max_vocab_size</c>:
    /// several gigabytes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxVocabularySize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxVocabularySize));
            field = value;
        }
    } = 40_000_000;

    /// <summary>What joins the words of a phrase. The default value is "_".</summary>
    /// <exception cref="ArgumentException">Null or empty.</exception>
    public string Delimiter
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrEmpty(value, nameof(Delimiter));
            field = value;
        }
    } = "_";
}
