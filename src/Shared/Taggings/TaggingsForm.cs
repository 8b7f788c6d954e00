namespace MLNet.Shared;

/// <summary>How tags are written; the name of their file tells.</summary>
internal enum TaggingsForm
{
    /// <summary><c>.tsv</c>: a text and its labels.</summary>
    Tsv,

    /// <summary><c>.jsonl</c> and <c>.ndjson</c>: an object with the scores too.</summary>
    JsonLines,

    /// <summary><c>.parquet</c>: a row for what an object would say.</summary>
    Parquet,
}
