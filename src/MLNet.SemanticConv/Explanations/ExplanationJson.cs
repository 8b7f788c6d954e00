using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.SemanticConv;

/// <summary>Explanations as programs read them.</summary>
internal static class ExplanationJson
{
    private static readonly JsonSerializerOptions Line = Options(indented: false), Indented = Options(indented: true);

    public static string Write(TagExplanation explanation, bool indented)
        => JsonSerializer.Serialize(explanation, indented ? Indented : Line);

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,   // a threshold may be infinite
        WriteIndented = indented,
    };
}
