using System.Text.Json;

namespace MLNet.SemanticConv.Cli;

/// <summary>What Spark writes beside a model of word vectors.</summary>
/// <param name="Class">The class of the model, with its package.</param>
/// <param name="VectorSize">The length of a vector, where that is told.</param>
/// <param name="NumWords">The number of words, which only the older of its two libraries tells.</param>
internal sealed record SparkMetadata(string Class, int? VectorSize, int? NumWords)
{
    public static SparkMetadata Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new(root.GetProperty("class").GetString() ?? "",
            Number(root, "vectorSize") ?? Parameter(root, "vectorSize"), Number(root, "numWords"));
    }

    // what was set comes before the defaults, which Spark writes since 2.4
    private static int? Parameter(JsonElement root, string name)
    {
        foreach (string map in (string[])["paramMap", "defaultParamMap"])
            if (root.TryGetProperty(map, out JsonElement parameters) && Number(parameters, name) is { } number) return number;
        return null;
    }

    private static int? Number(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement number)
        ? number.GetInt32()
        : null;
}
