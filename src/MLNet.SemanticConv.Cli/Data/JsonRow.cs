using System.Text.Json;

namespace MLNet.SemanticConv.Cli;

/// <summary>A line of JSON Lines: an object with a text and, in labelled files, an array of labels.</summary>
internal static class JsonRow
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The rows of a file; blank lines are passed over, as in the service's stream.</summary>
    /// <exception cref="FormatException">A line is wrong, or none has a row: the message names the file and the line.</exception>
    public static IEnumerable<T> Read<T>(string path, Func<JsonElement, string, T> parse)
    {
        long rows = 0;
        foreach ((long number, string line) in TextFile.ReadLines(path))
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            rows++;
            yield return Parse(line, $"{path}, line {number}", parse);
        }
        if (rows == 0) throw new FormatException($"{path} is empty: all its lines are blank.");
    }

    /// <summary>The text of a row.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static string Text(JsonElement row, string field, string place)
        => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(field, out JsonElement text) && text.ValueKind == JsonValueKind.String
        ? text.GetString()!
        : throw new FormatException($"{place} is no JSON object with the text \"{field}\": name another member with --field.");

    /// <summary>The text and the labels of a row: strings, or objects with a <c>label</c>, as predict writes them.</summary>
    /// <exception cref="FormatException">One is missing, or a label is no string or empty.</exception>
    public static LabeledText Labeled(JsonElement row, string place)
    {
        string form = $"{place} is no labelled text, which is {{\"text\":\"…\",\"labels\":[\"…\"]}}";
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty("text", out JsonElement text) || text.ValueKind != JsonValueKind.String)
            throw new FormatException($"{form}: \"text\" must be a string.");
        if (!row.TryGetProperty("labels", out JsonElement labels) || labels.ValueKind != JsonValueKind.Array)
            throw new FormatException($"{form}: \"labels\" must be an array, empty where there is none.");
        IEnumerable<string> names = labels.EnumerateArray().Select(label => Label(label, form)).Distinct(StringComparer.Ordinal);
        return new() { Text = text.GetString()!, Labels = [.. names] };
    }

    private static string Label(JsonElement label, string form)
    {
        if (label.ValueKind == JsonValueKind.Object && label.TryGetProperty("label", out JsonElement named)) label = named;
        return label.ValueKind == JsonValueKind.String && label.GetString() is { } name && !string.IsNullOrWhiteSpace(name)
            ? name
            : throw new FormatException($"{form}: the label {label.GetRawText()} is no string, or is blank.");
    }

    private static T Parse<T>(string line, string place, Func<JsonElement, string, T> parse)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, Strict);
            return parse(document.RootElement, place);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"{place} is no JSON: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // half a surrogate pair, which JSON can escape and no text holds
            throw new FormatException($"{place} has a string that is no text: {exception.Message}", exception);
        }
    }
}
