using System.Text.Encodings.Web;
using System.Text.Json;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

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
