using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>A column of features: a vector of Single of known size for each row.</summary>
internal readonly record struct FeatureColumn(DataViewSchema.Column Column, int Size)
{
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of the wrong type.</exception>
    public static FeatureColumn Bind(DataViewSchema schema, string name)
    {
        var (column, size) = Columns.FloatVector(schema, name);
        return new(column, size);
    }

    /// <summary>Makes a reader of the current row's features, which throws where one is not finite. The next row takes their
    /// memory.</summary>
    public Func<VBuffer<float>> CreateReader(DataViewRow row)
    {
        var get = row.GetGetter<VBuffer<float>>(Column);
        string name = Column.Name;
        VBuffer<float> features = default;
        return () =>
        {
            get(ref features);
            FiniteFeatures.Check(features.GetValues(), name, row.Position);
            return features;
        };
    }
}
