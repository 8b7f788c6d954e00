using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>Tagged texts, label by label: for each of K labels the N texts' scores, decisions and truth.</summary>
/// <param name="Labels">The K names.</param>
/// <param name="Scores">K × N scores.</param>
/// <param name="Predicted">K × N decisions.</param>
/// <param name="Gold">K × N truths.</param>
internal sealed record ScoredTexts(IReadOnlyList<string> Labels, float[][] Scores, bool[][] Predicted, bool[][] Gold)
{
    /// <summary>The number N of texts.</summary>
    public int Count => Gold is [var first, ..] ? first.Length : 0;

    /// <summary>Reads what a model made of labelled texts.</summary>
    public static ScoredTexts Read(MLContext ml, IDataView tagged)
    {
        Row[] rows = [.. ml.Data.CreateEnumerable<Row>(tagged, reuseRowObject: false)];
        string[] labels = tagged.Schema[nameof(Row.Scores)].Names();
        HashSet<string>[] gold = [.. rows.Select(row => row.Labels.ToHashSet(StringComparer.Ordinal))];
        return new(
            labels,
            [.. labels.Select((_, k) => Array.ConvertAll(rows, row => row.Scores[k]))],
            [.. labels.Select((_, k) => Array.ConvertAll(rows, row => row.PredictedLabels[k]))],
            [.. labels.Select(label => Array.ConvertAll(gold, own => own.Contains(label)))]);
    }

    private sealed class Row
    {
        public string[] Labels { get; set; } = [];

        public float[] Scores { get; set; } = [];

        public bool[] PredictedLabels { get; set; } = [];
    }
}
