using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>What one-vs-rest learns from, read once into memory: features, label sets and, where the trainer wants them, weights.</summary>
internal sealed record TrainingRows(FeatureRows Features, LabelSets Labels, float[]? Weights)
{
    public int Count => Features.Count;

    /// <summary>The rows that are like those to come, in rising order: all but the ones that are only learnt from.</summary>
    public int[] Examples
    {
        get => field ??= [.. Enumerable.Range(0, Count)];
        init;
    }

    /// <summary>The group of each example that cross-validation keeps together; null where each is by itself.</summary>
    public int[]? Groups { get; init; }

    /// <summary>The labels of the examples.</summary>
    public LabelSets ExampleLabels => Labels.Of(Examples);

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidDataException">A value is not finite, or there are no rows or no labels.</exception>
    public static TrainingRows Read(
        IDataView data, string featureName, string labelName, string? weightName, string? samplingKeyName, int minimumSupport,
        CancellationToken cancellationToken)
    {
        var featureColumn = FeatureColumn.Bind(data.Schema, featureName);
        var labelColumn = LabelColumn.Bind(data.Schema, labelName);
        DataViewSchema.Column? weightColumn = weightName is null ? null : WeightColumn.Bind(data.Schema, weightName);

        DataViewSchema.Column? keyColumn = samplingKeyName is null ? null : SamplingKeyColumn.Bind(data.Schema, samplingKeyName);
        var learnOnlyColumn = LearnOnlyColumn.Find(data.Schema);
        DataViewSchema.Column?[] columns = [featureColumn.Column, labelColumn.Column, weightColumn, keyColumn, learnOnlyColumn];

        var features = new FeatureRows.Builder(featureColumn.Size);
        var labels = new LabelSets.Builder(labelColumn.Names);
        List<float>? weights = weightColumn is null ? null : [];

        List<int> examples = [], groups = [];

        using var cursor = data.GetRowCursor(columns.OfType<DataViewSchema.Column>());
        var readFeatures = featureColumn.CreateReader(cursor);
        var readWeight = weightColumn is null ? null : WeightColumn.CreateReader(cursor, weightColumn.Value);
        var readGroup = keyColumn is null ? null : SamplingKeyColumn.CreateReader(cursor, keyColumn.Value);
        var readLearnOnly = LearnOnlyColumn.CreateReader(cursor, learnOnlyColumn);
        var readLabels = labelColumn.CreateReader(cursor);
        List<string> names = [];
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var x = readFeatures();
            bool learnOnly = readLearnOnly();
            if (learnOnly && !x.GetValues().ContainsAnyExcept(0f)) continue;   // a name of words that no text has says nothing
            if (!learnOnly)
            {
                examples.Add(features.Count);
                if (readGroup is not null) groups.Add(readGroup());
            }
            features.Add(x);
            readLabels(names);
            labels.Add(names, supports: !learnOnly);
            weights?.Add(readWeight!());
        }
        if (examples.Count == 0)
            throw new InvalidDataException(
                $"There are no rows to train on: the data with the columns '{featureName}' and '{labelName}' have none.");
        var sets = labels.Build(minimumSupport);
        if (sets.Count == 0)
            throw new InvalidDataException(
                $"No label of column '{labelName}' has {Math.Max(1, minimumSupport)} or more of the {examples.Count} rows, "
                + "so there is nothing to learn.");
        return new(features.Build(), sets, weights?.ToArray())
        {
            Examples = [.. examples],
            Groups = readGroup is null ? null : [.. groups]
        };
    }
}
