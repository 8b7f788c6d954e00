using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>Metrics as people and programs read them.</summary>
internal static class MetricsReport
{
    private static readonly JsonSerializerOptions Lines = JsonOptions(indented: false), Indented = JsonOptions(indented: true);

    /// <summary>The averages, and remarks below them.</summary>
    public static Report Of(MultiLabelMetrics metrics)
    {
        var table = new TextTable(TableColumn.Text(""), "labels", "precision", "recall", "F1", "average precision");
        foreach (string[] row in Rows(metrics)) table.Add(row);
        var report = new Report().Table(table);
        foreach (string line in Remarks(metrics)) report.Line(line);
        return report;
    }

    public static string ToJson(MultiLabelMetrics metrics, bool indented) => JsonSerializer.Serialize(metrics, indented ? Indented : Lines);

    private static IEnumerable<string[]> Rows(MultiLabelMetrics metrics)
    {
        foreach (var bucket in metrics.Buckets)
            yield return Row($"macro, {bucket.Name} in training", bucket.LabelCount, bucket.Precision, bucket.Recall,
                bucket.F1, bucket.AveragePrecision);
        yield return Row("macro", metrics.LabelCount, metrics.MacroPrecision, metrics.MacroRecall,
            metrics.MacroF1, metrics.MacroAveragePrecision);
        yield return Row("micro", null, metrics.MicroPrecision, metrics.MicroRecall, metrics.MicroF1, null);
        yield return Row("weighted", null, metrics.WeightedPrecision, metrics.WeightedRecall, metrics.WeightedF1, null);
        yield return Row("samples", null, metrics.Samples.Precision, metrics.Samples.Recall, metrics.Samples.F1,
            metrics.Samples.LabelRankingAveragePrecision);
    }

    private static string[] Row(string name, int? labels, params double?[] values)
        => [name, labels?.ToString(CultureInfo.InvariantCulture) ?? "",
            .. values.Select(value => value is null ? "" : Number(value.Value))];

    private static IEnumerable<string> Remarks(MultiLabelMetrics metrics)
    {
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{Figures.Counted(metrics.RowCount, "row")}; all labels right in {metrics.Samples.SubsetAccuracy:P1}, "
            + $"Hamming loss {metrics.HammingLoss:F4}");
        if (metrics.UnknownLabels.Count > 0)
        {
            string labels = string.Join(", ", metrics.UnknownLabels);
            yield return $"never seen in training, {Figures.Counted(metrics.UnknownLabelSupport, "time")} in the data: {labels}";
        }
    }

    private static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("F3", CultureInfo.InvariantCulture);

    private static JsonSerializerOptions JsonOptions(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        Converters = { new NumberOrNull(), new SupportOrNull() },
    };

    /// <summary>The end of a range that has none, and a training support that is not known.</summary>
    private sealed class SupportOrNull : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options)
        {
            if (value is >= 0 and < int.MaxValue) writer.WriteNumberValue(value);
            else writer.WriteNullValue();
        }
    }
}
