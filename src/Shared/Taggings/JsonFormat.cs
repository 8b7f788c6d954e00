using System.Text.Encodings.Web;
using System.Text.Json;

namespace MLNet.Shared;

/// <summary>How results look as JSON: camel case, one line, letters of all scripts as they are.</summary>
internal static class JsonFormat
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NumberOrNull() },
    };
}
