namespace MLNet.SemanticConv.Cluster;

/// <summary>
/// Which text word vectors are to be trained on, how, and where they go. All paths must name the same files on every machine of the
/// cluster.
/// </summary>
/// <example>
/// <code>
/// var job = new WordVectorsJob { Inputs = ["/share/reviews.txt"], Output = "/share/reviews.wv" };
/// </code>
/// </example>
public sealed record WordVectorsJob
{
    /// <summary>
    /// The files of texts, a sentence each: <c>.txt</c>, <c>.tsv</c> (up to the first tab), <c>.jsonl</c> and <c>.ndjson</c>, also with
    /// <c>.gz</c>; <c>.parquet</c>.
    /// </summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The file of vectors: text for <c>.txt</c> and <c>.vec</c>, mapped for <c>.wv</c>, binary for other names.</summary>
    public required string Output { get; init; }

    /// <summary>The member of a JSON line, or the column of a Parquet file, that holds the text. The default value is "text".</summary>
    public string Field { get; init; } = "text";

    /// <summary>Whether a row of a Parquet file without a text counts as the empty text. The default value is false.</summary>
    public bool NullIsEmpty { get; init; }

    /// <summary>
    /// Whether words are what spaces and tabs separate, as they are; otherwise those of
    /// <c>TokenizeIntoNormalizedWords</c>. The default value is false.
    /// </summary>
    public bool SplitAtSpaces { get; init; }

    /// <summary>
    /// The settings, for skip-gram: the vectors are bit for bit those that one machine makes with the same settings. At most
    /// <see cref="Word2VecOptions.Parts"/> threads of the cluster train at a time; the more <see cref="Word2VecOptions.StretchWords"/>, the
    /// less often parts of the vectors are written and read. The default value has a stretch of 4,194,304 words.
    /// </summary>
    public Word2VecOptions Options { get; init; } = new() { StretchWords = 1 << 22 };

    /// <summary>The approximate size in bytes of a part of a text file, or null for a 64th of all text, but at least 1 and at most 64 MiB.
    /// The default value is null.</summary>
    public long? PartBytes { get; init; }
}
