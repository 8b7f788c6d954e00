using System.Text.Json;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>A line of JSON Lines with a text and its labels.</summary>
internal static class LabeledJsonRow
{
    /// <summary>The rows of a file; blank lines are passed over, as in the service's stream.</summary>
    /// <exception cref="FormatException">A line is wrong, or none has a row: the message names the file and the line.</exception>
    public static IEnumerable<LabeledText> Read(string path) => Read(path, Labeled);

    /// <summary>The rows of a file, of which more is read than the text and the labels.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static IEnumerable<T> Read<T>(string path, Func<JsonElement, Place, T> parse)
    {
        long rows = 0;
        foreach ((long number, string line) in TextFile.ReadLines(path))
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            rows++;
            yield return JsonRow.Parse(line, new(path, number), parse);
        }
        if (rows == 0) throw TextSource.Empty(path);
    }

    /// <summary>The text and the labels of a row: strings, or objects with a <c>label</c>, as predict writes them.</summary>
    /// <exception cref="FormatException">One is missing, or a label is not a string or blank.</exception>
    public static LabeledText Labeled(JsonElement row, Place place)
    {
        const string Form = "is not labelled text, which is {\"text\":\"…\",\"labels\":[\"…\"]}";
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty("text", out JsonElement text)
            || text.ValueKind != JsonValueKind.String)
            throw place.Bad($"{Form}: \"text\" must be a string.");
        if (!row.TryGetProperty("labels", out JsonElement labels) || labels.ValueKind != JsonValueKind.Array)
            throw place.Bad($"{Form}: \"labels\" must be an array, empty where there is none.");
        IEnumerable<string> names = labels.EnumerateArray().Select(Label).Distinct(StringComparer.Ordinal);
        return new() { Place = place, Text = text.GetString()!, Labels = [.. names] };

        string Label(JsonElement label)
        {
            if (label.ValueKind == JsonValueKind.Object && label.TryGetProperty("label", out JsonElement named)) label = named;
            return label.ValueKind == JsonValueKind.String && label.GetString() is { } name && !string.IsNullOrWhiteSpace(name)
                ? name
                : throw place.Bad($"{Form}: the label {label.GetRawText()} is not a string, or is blank.");
        }
    }
}
