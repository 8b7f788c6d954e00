using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>Parts of data that every label is spread over as their sizes ask; rows that are only learnt from are in none of them.</summary>
internal static class StratifiedParts
{
    /// <summary>The part of a row that is only learnt from: whatever is held out, it is trained with.</summary>
    public const int None = -1;

    /// <summary>Assigns each row to a part.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column of labels is missing or holds none.</exception>
    public static int[] Of(IDataView data, string labelColumnName, ReadOnlySpan<double> shares, int seed)
    {
        var (labels, examples, count) = Read(data, LabelColumn.Bind(data.Schema, labelColumnName));
        int[] part = new int[count], partOfExample = IterativeStratification.Assign(labels, shares, seed);
        part.AsSpan().Fill(None);
        for (int i = 0; i < partOfExample.Length; i++) part[examples[i]] = partOfExample[i];
        return part;
    }

    private static (LabelSets Labels, List<int> Examples, int Count) Read(IDataView data, LabelColumn labels)
    {
        var learnOnly = LearnOnlyColumn.Find(data.Schema);
        DataViewSchema.Column?[] columns = [labels.Column, learnOnly];
        var builder = new LabelSets.Builder(labels.Names);
        List<string> names = [];
        List<int> examples = [];
        int count = 0;
        using var cursor = data.GetRowCursor(columns.OfType<DataViewSchema.Column>());
        var readLabels = labels.CreateReader(cursor);
        var readLearnOnly = LearnOnlyColumn.CreateReader(cursor, learnOnly);
        for (; cursor.MoveNext(); count++)
        {
            if (readLearnOnly()) continue;
            readLabels(names);
            builder.Add(names);
            examples.Add(count);
        }
        return (builder.Build(1), examples, count);
    }
}
