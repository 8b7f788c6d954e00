using System.Text.Json;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>An event of the kernel, as it is on the wire.</summary>
internal readonly record struct KernelEvent(JsonElement Json)
{
    public string Type => Json.GetProperty("eventType").GetString()!;

    /// <summary>The token of the command that it belongs to; those of commands within a command go on after it.</summary>
    public string? Token => Json.TryGetProperty("command", out var command) && command.ValueKind == JsonValueKind.Object
        ? command.GetProperty("token").GetString() : null;

    /// <summary>What tells a value from others that are displayed, so that it can be shown anew.</summary>
    public string? ValueId => Text("valueId");

    public string? Message => Text("message");

    /// <summary>The value that is displayed, by MIME type.</summary>
    public IReadOnlyDictionary<string, string> Values => Formatted("formattedValues").ToDictionary(
        value => value.GetProperty("mimeType").GetString()!, value => value.GetProperty("value").GetString()!);

    /// <summary>What the compiler says.</summary>
    public IEnumerable<string> Diagnostics => Formatted("formattedDiagnostics").Select(value => value.GetProperty("value").GetString()!);

    private IEnumerable<JsonElement> Formatted(string name)
        => Json.GetProperty("event").TryGetProperty(name, out var values) ? values.EnumerateArray() : [];

    private string? Text(string name) => Json.GetProperty("event").TryGetProperty(name, out var text) ? text.GetString() : null;
}
