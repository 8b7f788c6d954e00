using System.Text.Json;
using System.Text.Json.Serialization;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>A line of what a session remembers beside the answers; one of the members is there.</summary>
internal sealed record SessionEvent
{
    /// <summary>A text that is not to be asked again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Skipped { get; init; }

    /// <summary>A text that was skipped, and may be asked again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unskipped { get; init; }

    /// <summary>A point of the curve.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QualityPoint? Quality { get; init; }

    /// <exception cref="FormatException">A line is none: the message names it.</exception>
    public static IEnumerable<SessionEvent> Read(string path)
        => new FileInfo(path) is { Exists: true, Length: > 0 } ? LabeledJsonRow.Read(path, Parse) : [];

    private static SessionEvent Parse(JsonElement row, Place place)
    {
        try
        {
            return row.Deserialize<SessionEvent>(JsonFormat.Options)!;
        }
        catch (JsonException exception)
        {
            throw place.Bad($"was not written by semconv label: {exception.Message} Delete the file; the answers are in another file.",
                exception);
        }
    }
}
