using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary>Features that are studied beside those of <see cref="FeaturePipeline"/>: documents as means of their words' vectors.</summary>
internal static class StudyFeatures
{
    public const string Mean = "mean", Both = "both";

    /// <summary>The methods that can be studied.</summary>
    public static IReadOnlyList<string> Methods { get; } = [.. Enum.GetNames<Method>().Select(name => name.ToLowerInvariant()), Mean, Both];

    /// <summary>Fits a method and applies it to the labelled and to the test rows.</summary>
    public static (IDataView Train, IDataView Test) Make(
        MLContext ml, string method, IDataView train, IDataView test, IDataView allText, WordVectors vectors, CancellationToken cancellationToken)
    {
        if (Enum.TryParse(method, ignoreCase: true, out Method known))
        {
            ITransformer features = FeaturePipeline.Create(ml, known, allText, vectors, cancellationToken).Fit(train);
            return (features.Transform(train), features.Transform(test));
        }
        ITransformer weighted = FeaturePipeline.Weighted(ml).Fit(allText);
        MeanVectors mean = new(SlotNames.Of(weighted.Transform(train).Schema["Weighted"]), vectors, withBag: method == Both);
        return (mean.Of(ml, weighted.Transform(train)), mean.Of(ml, weighted.Transform(test)));
    }

    /// <summary>The mean of the centred unit vectors of a text's words, weighted by TF-IDF, of length 1; beside the bag, of length 1 too, or alone.</summary>
    private sealed class MeanVectors
    {
        private readonly float[]?[] _vectorOfSlot;
        private readonly int _dimensions, _bagSize;

        public MeanVectors(IReadOnlyList<string> slots, WordVectors vectors, bool withBag)
        {
            (_dimensions, _bagSize) = (vectors.Dimensions, withBag ? slots.Count : 0);
            var units = PreparedVectors.From(vectors, CorrelationOptions.Default.RemovedComponents);
            _vectorOfSlot = [.. slots.Select(word => vectors.TryGetIndex(word, out int row) && !units.IsZero(row) ? units[row].ToArray() : null)];
        }

        public IDataView Of(MLContext ml, IDataView data)
        {
            var schema = SchemaDefinition.Create(typeof(Row));
            schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _bagSize + _dimensions);
            return ml.Data.LoadFromEnumerable(ml.Data.CreateEnumerable<Source>(data, reuseRowObject: false).Select(Of).ToArray(), schema);
        }

        private Row Of(Source source)
        {
            float[] mean = new float[_dimensions];
            foreach (var (slot, weight) in source.Weighted.Items())
                if (_vectorOfSlot[slot] is { } vector)
                    for (int d = 0; d < mean.Length; d++) mean[d] += weight * vector[d];
            var bag = _bagSize == 0 ? [] : source.Weighted.Items().ToArray();
            float bagLength = MathF.Sqrt(bag.Sum(item => item.Value * item.Value)), length = MathF.Sqrt(mean.Sum(value => value * value));
            int[] indices = [.. bag.Select(item => item.Key), .. Enumerable.Range(_bagSize, _dimensions)];
            float[] values = [.. bag.Select(item => item.Value / bagLength), .. mean.Select(value => length > 0 ? value / length : 0)];
            return new() { Features = new(_bagSize + _dimensions, indices.Length, values, indices), Labels = source.Labels };
        }

        private sealed class Source
        {
            public VBuffer<float> Weighted { get; set; }

            public string[] Labels { get; set; } = [];
        }

        private sealed class Row
        {
            public VBuffer<float> Features { get; set; }

            public string[] Labels { get; set; } = [];
        }
    }
}
