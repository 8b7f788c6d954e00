using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.MultiLabel;

/// <summary>Made-up rows whose labels follow from their features: label k needs feature k, and some rows lie.</summary>
internal static class TaggedRows
{
    public const int FeatureCount = 12;
    public static readonly string[] Names = ["food", "service", "price", "rare"];

    public sealed class Row
    {
        [VectorType(FeatureCount)]
        public float[] Features { get; set; } = [];
        public string[] Labels { get; set; } = [];
        public float Weight { get; set; } = 1;
    }

    public sealed class Output
    {
        public float[] Scores { get; set; } = [];
        public float[] Probabilities { get; set; } = [];
        public bool[] PredictedLabels { get; set; } = [];
    }

    public static Row[] Make(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] x = [.. Enumerable.Range(0, FeatureCount).Select(_ => random.Next(3) == 0 ? random.NextSingle() : 0)];
            var labels = Names.Where((_, k) => k < 3 ? x[k] > 0.3 != (random.Next(20) == 0) : x[3] > 0.8);
            return new Row { Features = x, Labels = [.. labels] };
        })];
    }

    public static IDataView View(MLContext ml, IEnumerable<Row> rows) => ml.Data.LoadFromEnumerable(rows);

    public static T[][] Column<T>(IDataView data, string name)
        => [.. data.GetColumn<VBuffer<T>>(data.Schema[name]).Select(value => value.DenseValues().ToArray())];
}
