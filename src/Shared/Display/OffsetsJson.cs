using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.Shared;

/// <summary>Places in a text as programs in any language read them: <c>[{"start":4,"length":7}]</c>, in UTF-16 code units.</summary>
internal sealed class OffsetsJson : JsonConverter<IReadOnlyList<Range>>
{
    public override IReadOnlyList<Range> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => [.. JsonSerializer.Deserialize<Offset[]>(ref reader, options)!.Select(offset => offset.Start..(offset.Start + offset.Length))];

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<Range> value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(
            writer, value.Select(range => new Offset(range.Start.Value, range.End.Value - range.Start.Value)), options);

    private readonly record struct Offset(int Start, int Length);
}
