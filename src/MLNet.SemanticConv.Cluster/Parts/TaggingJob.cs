namespace MLNet.SemanticConv.Cluster;

/// <summary>What is to be tagged, with which model, and where the tags go. All paths must name the same files on every machine of the
/// cluster.</summary>
/// <example>
/// <code>
/// string[] inputs = ["/share/january.jsonl", "/share/february.jsonl.gz"];
/// var job = new TaggingJob { Model = "/share/reviews.zip", Inputs = inputs, Output = "/share/tags.tsv" };
/// </code>
/// </example>
[GenerateSerializer, Immutable]
public sealed record TaggingJob
{
    /// <summary>The model, a .zip file that <see cref="TextTagger"/> loads.</summary>
    [Id(0)]
    public required string Model { get; init; }

    /// <summary>The files of texts: <c>.txt</c>, <c>.tsv</c> (up to the first tab), <c>.jsonl</c> and <c>.ndjson</c>, also with <c>.gz</c>;
    /// <c>.parquet</c>.</summary>
    [Id(1)]
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The file of tags, in the order of the inputs: <c>.tsv</c>, or <c>.jsonl</c> or <c>.parquet</c> for scores too.</summary>
    [Id(2)]
    public required string Output { get; init; }

    /// <summary>The column that the model reads, or null for "Text" or the only text column that it was saved with. The default value is
    /// null.</summary>
    [Id(3)]
    public string? TextColumnName { get; init; }

    /// <summary>The member of a JSON line, or the column of a Parquet file, that holds the text. The default value is "text".</summary>
    [Id(4)]
    public string Field { get; init; } = "text";

    /// <summary>Whether a row of a Parquet file without a text counts as the empty text. The default value is false.</summary>
    [Id(5)]
    public bool NullIsEmpty { get; init; }

    /// <summary>The approximate size in bytes of a part of a text file, or null for a 64th of all text, but at least 1 and at most 64 MiB.
    /// The default value is null.</summary>
    [Id(6)]
    public long? PartBytes { get; init; }

    /// <summary>How many lines that hold no text are listed and skipped; one more ends the job. The default value is 1,000.</summary>
    [Id(7)]
    public int MaximumFailures { get; init; } = 1000;
}
