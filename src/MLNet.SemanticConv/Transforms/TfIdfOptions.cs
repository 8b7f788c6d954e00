namespace MLNet.SemanticConv;

/// <summary>
/// How term counts become TF-IDF weights: by default as in ML.NET's <c>ProduceWordBags(weighting: TfIdf)</c>, tf · ln(N / df), where N is
/// the number of documents and df the number of those in which the slot is 1 or more.
/// </summary>
public sealed record TfIdfOptions
{
    /// <summary>
    /// Whether idf is smoothed as in scikit-learn's <c>TfidfTransformer</c>: ln((1 + N) / (1 + df)) + 1, which keeps a word that every
    /// document has and never divides by zero. The default value is <see langword="false"/>: ln(N / df), and 0 where df is 0.
    /// </summary>
    public bool SmoothIdf { get; init; }

    /// <summary>
    /// Whether a count tf ≥ 1 is replaced by 1 + ln(tf), as with scikit-learn's <c>sublinear_tf</c>; smaller values, which only fractional
    /// counts have, stay as they are. The default value is <see langword="false"/>.
    /// </summary>
    public bool SublinearTf { get; init; }
}
