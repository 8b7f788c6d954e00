using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.Shared;

/// <summary>A mean over nothing is NaN, which JSON has no number for: it is null there.</summary>
internal sealed class NumberOrNull : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteNullValue();
    }
}
