namespace MLNet.Shared;

/// <summary>How a file of texts is read. Its name tells, and it alone: what it ends in, before <c>.gz</c> if it has that.</summary>
internal enum TextForm
{
    /// <summary>Any other name.</summary>
    Other,

    /// <summary><c>.txt</c>: a line is a text.</summary>
    Lines,

    /// <summary><c>.tsv</c>: the text ends at the first tab.</summary>
    Tsv,

    /// <summary><c>.jsonl</c> and <c>.ndjson</c>: a line is a JSON object.</summary>
    JsonLines,

    /// <summary><c>.parquet</c>: a column holds the texts.</summary>
    Parquet,
}
