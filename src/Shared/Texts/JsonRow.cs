using System.Text.Json;

namespace MLNet.Shared;

/// <summary>A line of JSON Lines: an object with a text.</summary>
internal static class JsonRow
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The text of a row.</summary>
    /// <exception cref="BadTextException">There is none.</exception>
    public static string Text(JsonElement row, string field, Place place)
        => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(field, out JsonElement text)
            && text.ValueKind == JsonValueKind.String
        ? text.GetString()!
        : throw place.Bad($"is not a JSON object with the text \"{field}\": name another member with --field.");

    /// <summary>Reads a line.</summary>
    /// <exception cref="BadTextException">It is not JSON.</exception>
    public static T Parse<T>(string line, Place place, Func<JsonElement, Place, T> parse)
    {
        if (line.AsSpan().TrimStart().StartsWith('['))
            throw place.Bad("is a JSON array, but a line is one object: write each on a line of its own, as jq -c '.[]' does.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, Strict);
            return parse(document.RootElement, place);
        }
        catch (JsonException exception)
        {
            throw place.Bad($"is not JSON: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // half a surrogate pair, which JSON can escape and no text holds
            throw place.Bad($"has a string that is not text: {exception.Message}", exception);
        }
    }
}
