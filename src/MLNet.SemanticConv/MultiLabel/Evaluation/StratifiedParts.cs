using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>Parts of data that every label is spread over as their sizes ask; rows that are only learnt from are in none of them.</summary>
internal static class StratifiedParts
{
    /// <summary>The part of a row that is only learnt from: whatever is held out, it is trained with.</summary>
    public const int None = -1;

    /// <summary>Assigns each row to a part.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column of labels is missing or holds none, or that of sampling keys
    /// is.</exception>
    /// <exception cref="InvalidDataException">There are too few sampling keys for each part to get one.</exception>
    public static int[] Of(IDataView data, string labelColumnName, string? samplingKeyColumnName, ReadOnlySpan<double> shares, int seed)
    {
        DataViewSchema.Column? key = samplingKeyColumnName is null ? null : SamplingKeyColumn.Bind(data.Schema, samplingKeyColumnName);
        var (labels, examples, groups, count) = Read(data, LabelColumn.Bind(data.Schema, labelColumnName), key);
        int[] part = new int[count], partOfExample = IterativeStratification.Assign(labels, shares, seed, groups);
        if (groups is not null && partOfExample.Distinct().Count() < shares.Length)
            throw new InvalidDataException(
                $"The sampling key column '{samplingKeyColumnName}' has {groups.Distinct().Count()} different values in "
                + $"{groups.Length} rows: too few for {shares.Length} parts, of which one would be left without rows.");
        part.AsSpan().Fill(None);
        for (int i = 0; i < partOfExample.Length; i++) part[examples[i]] = partOfExample[i];
        return part;
    }

    private static (LabelSets Labels, List<int> Examples, int[]? Groups, int Count) Read(
        IDataView data, LabelColumn labels, DataViewSchema.Column? key)
    {
        var learnOnly = LearnOnlyColumn.Find(data.Schema);
        DataViewSchema.Column?[] columns = [labels.Column, learnOnly, key];
        var builder = new LabelSets.Builder(labels.Names);
        List<string> names = [];
        List<int> examples = [], groups = [];
        int count = 0;
        using var cursor = data.GetRowCursor(columns.OfType<DataViewSchema.Column>());
        var readLabels = labels.CreateReader(cursor);
        var readLearnOnly = LearnOnlyColumn.CreateReader(cursor, learnOnly);
        var readGroup = key is null ? null : SamplingKeyColumn.CreateReader(cursor, key.Value);
        for (; cursor.MoveNext(); count++)
        {
            if (readLearnOnly()) continue;
            readLabels(names);
            builder.Add(names);
            examples.Add(count);
            if (readGroup is not null) groups.Add(readGroup());
        }
        return (builder.Build(1), examples, readGroup is null ? null : [.. groups], count);
    }
}
