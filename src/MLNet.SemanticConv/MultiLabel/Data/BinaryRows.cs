using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>The rows of one binary problem, read into memory.</summary>
internal sealed record BinaryRows(FeatureRows Features, bool[] Positive, float[]? Weights)
{
    public static BinaryRows Read(IDataView data, string featureName, string labelName, string? weightName)
    {
        var featureColumn = FeatureColumn.Bind(data.Schema, featureName);
        var labelColumn = Columns.Named(data.Schema, labelName);
        if (labelColumn.Type is not BooleanDataViewType)
            throw new ArgumentOutOfRangeException(nameof(data), $"The label column '{labelName}' holds {labelColumn.Type}, not Boolean.");
        DataViewSchema.Column? weightColumn = weightName is null ? null : WeightColumn.Bind(data.Schema, weightName);

        var features = new FeatureRows.Builder(featureColumn.Size);
        List<bool> positive = [];
        List<float>? weights = weightColumn is null ? null : [];
        using var cursor = data.GetRowCursor(
            weightColumn is null ? [featureColumn.Column, labelColumn] : [featureColumn.Column, labelColumn, weightColumn.Value]);
        var readFeatures = featureColumn.CreateReader(cursor);
        var getLabel = cursor.GetGetter<bool>(labelColumn);
        var readWeight = weightColumn is null ? null : WeightColumn.CreateReader(cursor, weightColumn.Value);
        bool label = false;
        while (cursor.MoveNext())
        {
            features.Add(readFeatures());
            getLabel(ref label);
            positive.Add(label);
            weights?.Add(readWeight!());
        }
        int positives = positive.Count(flag => flag);
        if (positives == 0 || positives == positive.Count)
            throw new InvalidDataException($"{positives} of the {positive.Count} rows are positive in '{labelName}'; "
                + "there must be both positive and negative ones to learn from.");
        return new(features.Build(), [.. positive], weights?.ToArray());
    }
}
