namespace MLNet.Shared;

/// <summary>The form of a file, by its name.</summary>
internal static class TextForms
{
    public static TextForm Of(string path)
    {
        if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)) return TextForm.Parquet;
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".txt" => TextForm.Lines,
            ".tsv" => TextForm.Tsv,
            ".jsonl" or ".ndjson" => TextForm.JsonLines,
            _ => TextForm.Other,
        };
    }
}
