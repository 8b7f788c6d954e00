using System.Text.Json.Nodes;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>A cell of a notebook.</summary>
internal sealed class NotebookCell(JsonNode cell)
{
    public bool IsCode => cell["cell_type"]!.GetValue<string>() == "code";

    public string Source => Text(cell["source"]!);

    /// <summary>Whether its outputs differ from run to run or from machine to machine, as times do: it has the tag "varies".</summary>
    public bool Varies => cell["metadata"]?["tags"] is JsonArray tags && tags.Any(tag => tag!.GetValue<string>() == "varies");

    /// <summary>What was displayed when the notebook was saved: for each output its text by kind.</summary>
    public IReadOnlyList<CellOutput> Outputs
    {
        get => [.. (cell["outputs"]?.AsArray() ?? []).Select(output => new CellOutput(
            output!["data"]!.AsObject().ToDictionary(data => data.Key, data => Text(data.Value!)),
            output["output_type"]!.GetValue<string>() == "execute_result"))];
        set => cell["outputs"] = new JsonArray([.. value.Select(Json)]);
    }

    public int ExecutionCount
    {
        set => cell["execution_count"] = value;
    }

    private JsonNode Json(CellOutput output)
    {
        var json = new JsonObject();
        if (output.IsResult) json["execution_count"] = cell["execution_count"]!.GetValue<int>();
        json["output_type"] = output.IsResult ? "execute_result" : "display_data";
        json["metadata"] = new JsonObject();
        json["data"] = new JsonObject(output.Data.Select(data => KeyValuePair.Create<string, JsonNode?>(data.Key, Lines(data.Value))));
        return json;
    }

    // A text is an array of its lines, each with the break that ends it.
    private static string Text(JsonNode text)
        => text is JsonArray lines ? string.Concat(lines.Select(line => line!.GetValue<string>())) : text.GetValue<string>();

    private static JsonArray Lines(string text)
    {
        string[] lines = text.Split('\n');
        return [.. lines.Select((line, i) => i < lines.Length - 1 ? line + "\n" : line).Where(line => line.Length > 0)
            .Select(line => JsonValue.Create(line))];
    }
}
