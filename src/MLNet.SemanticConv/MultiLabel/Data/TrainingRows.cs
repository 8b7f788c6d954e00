using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>What one-vs-rest learns from, read once into memory: features, label sets and, where the trainer wants them, weights.</summary>
internal sealed record TrainingRows(FeatureRows Features, LabelSets Labels, float[]? Weights)
{
    public int Count => Features.Count;

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidDataException">A value is not finite, or there are no rows or no labels.</exception>
    public static TrainingRows Read(
        IDataView data, string featureName, string labelName, string? weightName, int minimumSupport,
        CancellationToken cancellationToken)
    {
        var (featureColumn, featureCount) = Columns.FloatVector(data.Schema, featureName);
        var labelColumn = LabelColumn.Bind(data.Schema, labelName);
        DataViewSchema.Column? weightColumn = weightName is null ? null : WeightColumn.Bind(data.Schema, weightName);

        var features = new FeatureRows.Builder(featureCount);
        var labels = new LabelSets.Builder(labelColumn.Names);
        List<float>? weights = weightColumn is null ? null : [];

        using var cursor = data.GetRowCursor(weightColumn is null
            ? [featureColumn, labelColumn.Column]
            : [featureColumn, labelColumn.Column, weightColumn.Value]);
        var getFeatures = cursor.GetGetter<VBuffer<float>>(featureColumn);
        var readWeight = weightColumn is null ? null : WeightColumn.CreateReader(cursor, weightColumn.Value);
        var readLabels = labelColumn.CreateReader(cursor);
        VBuffer<float> x = default;
        List<string> names = [];
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            getFeatures(ref x);
            FiniteFeatures.Check(x.GetValues(), featureName, cursor.Position);
            features.Add(x.GetIndices(), x.GetValues());
            readLabels(names);
            labels.Add(names);
            weights?.Add(readWeight!());
        }
        if (features.Count == 0) throw new InvalidDataException("There are no rows to train on.");
        var sets = labels.Build(minimumSupport);
        if (sets.Count == 0)
            throw new InvalidDataException($"No label of column '{labelName}' has {Math.Max(1, minimumSupport)} or more of the {features.Count} rows, "
                + "so there is nothing to learn.");
        return new(features.Build(), sets, weights?.ToArray());
    }
}
