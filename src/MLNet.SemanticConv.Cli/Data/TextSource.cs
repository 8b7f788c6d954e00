using System.Text.Json;

namespace MLNet.SemanticConv.Cli;

/// <summary>Texts of a file to tag, read as a stream: what the name ends in tells the form, before <c>.gz</c> if it has that.</summary>
internal static class TextSource
{
    /// <summary>
    /// Reads the texts, one a line: all of it for <c>.txt</c>, what stands before the first tab for <c>.tsv</c>, a member for JSON Lines; or a column
    /// of a Parquet file, one a row.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="field">The member of a JSON object, or the column, that holds the text.</param>
    /// <exception cref="FormatException">The name ends otherwise, or a line is wrong: the message names it.</exception>
    public static IEnumerable<string> Read(string path, string field)
    {
        if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)) return ParquetTexts.Read(path, field);
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        Func<string, long, string> text = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".txt" => (line, _) => line,
            ".tsv" => (line, _) => line.Split('\t', 2)[0],
            ".jsonl" or ".ndjson" => (line, number) => OfJson(line, field, path, number),
            _ => throw new FormatException(
                $"{path} must end in .parquet, .txt, .tsv, .jsonl or .ndjson, or one of the last four and .gz: that tells how to read it."),
        };
        return TextFile.ReadLines(path).Select(line => text(line.Line, line.Number));
    }

    private static string OfJson(string line, string field, string path, long number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement is { ValueKind: JsonValueKind.Object } row && row.TryGetProperty(field, out JsonElement text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()!
                : throw new FormatException($"{path}, line {number} is no JSON object with the text \"{field}\": name another member with --field.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"{path}, line {number} is no JSON: {exception.Message}", exception);
        }
    }
}
