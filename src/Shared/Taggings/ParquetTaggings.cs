using System.Text.Json;
using System.Text.Json.Serialization;
using MLNet.SemanticConv;
using Parquet;
using Parquet.Serialization;

namespace MLNet.Shared;

/// <summary>Tags as a Parquet file: what a JSON line says of a text, as a row.</summary>
internal static class ParquetTaggings
{
    /// <summary>So many rows are in memory at a time.</summary>
    private const int RowGroupSize = 10_000;

    /// <summary>Makes the file of lines of JSON.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="path">The file, which is whole or not there.</param>
    public static void Write(IEnumerable<string> lines, string path) => AtomicFile.Write(path, stream => Write(lines, stream));

    /// <summary>Writes it to a stream.</summary>
    public static void Write(IEnumerable<string> lines, Stream stream)
        => ParquetSerializer.SerializeAsync(lines.Select(Row.Of), stream, new ParquetOptions { RowGroupSize = RowGroupSize })
            .GetAwaiter().GetResult();

    /// <summary>A row, and a column for each member.</summary>
    internal sealed record Row
    {
        [JsonPropertyName("text")]
        public string Text { get; set; } = "";

        [JsonPropertyName("labels")]
        public List<Scored> Labels { get; set; } = [];

        [JsonPropertyName("best")]
        public List<Scored> Best { get; set; } = [];

        public static Row Of(string line)
        {
            Tagging tagging = JsonSerializer.Deserialize<Tagging>(line, JsonFormat.Options)!;
            return new() { Text = tagging.Text, Labels = Scores(tagging.Labels), Best = Scores(tagging.Best) };
        }

        private static List<Scored> Scores(IEnumerable<ScoredLabel> labels)
            => [.. labels.Select(label => new Scored { Label = label.Label, Score = label.Score, Probability = label.Probability })];
    }

    internal sealed record Scored
    {
        [JsonPropertyName("label")]
        public string Label { get; set; } = "";

        [JsonPropertyName("score")]
        public float Score { get; set; }

        [JsonPropertyName("probability")]
        public float Probability { get; set; }
    }
}
