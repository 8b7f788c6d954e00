using MLNet.SemanticConv;

namespace MLNet.Shared;

/// <summary>The form of a file of tags, by its name.</summary>
internal static class TaggingsForms
{
    /// <exception cref="FormatException">The name ends in no form.</exception>
    public static TaggingsForm Of(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".tsv" => TaggingsForm.Tsv,
        ".jsonl" or ".ndjson" => TaggingsForm.JsonLines,
        ".parquet" => TaggingsForm.Parquet,
        _ => throw new FormatException($"{path} must end in .tsv, .jsonl, .ndjson or .parquet, which says how to write the tags."),
    };

    /// <summary>Fails where a file cannot hold the labels of a model.</summary>
    /// <exception cref="FormatException">A label would not be read as it was written.</exception>
    public static void CheckLabels(string path, TextTagger tagger)
    {
        if (Of(path) == TaggingsForm.Tsv) TsvLine.CheckLabels(path, tagger.Labels, instead: ".jsonl or .parquet");
    }
}
