using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MLNet.SemanticConv.Serving;

/// <summary>Reads exactly one value of JSON, and says what is wrong with one in the words of its sender, who knows nothing of .NET
/// types.</summary>
internal static class StrictJson
{
    /// <summary>Reads an object, or null where the text says null.</summary>
    /// <exception cref="FormatException">The text is not JSON, not of the expected form, or goes on after the value.</exception>
    public static T? Read<T>(ReadOnlySequence<byte> text, JsonTypeInfo<T> type) where T : class => Read(text, type, orString: null);

    /// <summary>Reads an object, or a bare string in its place.</summary>
    /// <exception cref="FormatException">The text is not JSON, not of the expected form, or goes on after the value.</exception>
    public static T? Read<T>(ReadOnlySequence<byte> text, JsonTypeInfo<T> type, Func<string, T>? orString) where T : class
    {
        try
        {
            Utf8JsonReader json = new(text);
            json.Read();
            T? value = orString is not null && json.TokenType == JsonTokenType.String
                ? orString(json.GetString()!)
                : JsonSerializer.Deserialize(ref json, type);
            json.Read();   // throws where something follows
            return value;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)   // the latter for text that is not UTF-8
        {
            throw new FormatException(Describe(e), e);
        }
    }

    private static string Describe(Exception exception) => exception switch
    {
        JsonException { InnerException: JsonException syntax } => syntax.Message,
        JsonException { InnerException: { } cause, Path: { } path } => $"The value at {path}: {cause.Message}",
        JsonException { Path: { } path } => $"The value at {path} is not of the expected form, or occurs twice.",
        _ => exception.Message,
    };
}
