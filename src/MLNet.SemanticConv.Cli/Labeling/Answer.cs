using System.Text.Json;
using System.Text.Json.Serialization;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>A line of the answers: labelled text, as <c>train --labeled</c> reads it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Labels">Its labels, which may be none.</param>
/// <param name="HeldOut">Whether it was drawn at random, to measure by and not to learn from until the session has ended.</param>
internal sealed record Answer(
    string Text, string[] Labels, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool HeldOut)
{
    /// <summary>What is learnt from it.</summary>
    public LabeledText ToRow() => new() { Text = Text, Labels = Labels };

    /// <summary>Reads the answers of earlier sessions.</summary>
    /// <exception cref="FormatException">A line is none: the message names it.</exception>
    public static IEnumerable<Answer> Read(string path)
        => new FileInfo(path) is { Exists: true, Length: > 0 } ? LabeledJsonRow.Read(path, Parse) : [];

    private static Answer Parse(JsonElement row, Place place)
    {
        LabeledText labeled = LabeledJsonRow.Labeled(row, place);
        return new(labeled.Text, labeled.Labels,
            row.TryGetProperty("heldOut", out JsonElement held) && held.ValueKind == JsonValueKind.True);
    }
}
