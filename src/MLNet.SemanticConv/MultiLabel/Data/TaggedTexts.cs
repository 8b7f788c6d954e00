using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Texts that another model has tagged, as rows to learn from.</summary>
internal static class TaggedTexts
{
    /// <summary>The texts of labelled rows, followed by those that a model gives labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public static IDataView Append(
        IDataView data, IDataView tagged, float weight, string textName, string labelName, string predictedName, string weightName)
    {
        // What is wrong with the columns is told at once, not when the rows are read.
        var labeled = Source.Bind(data, textName, labelName, weightName);
        var others = Source.Bind(tagged, textName, predictedName, null);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Text)].ColumnName = textName;
        schema[nameof(Row.Labels)].ColumnName = labelName;
        schema[nameof(Row.Weight)].ColumnName = weightName;
        LearnOnlyColumn.Mark(schema, nameof(Row.LearnOnly));
        return new MLContext().Data.LoadFromEnumerable(Rows(), schema);

        IEnumerable<Row> Rows()
        {
            HashSet<string> known = new(StringComparer.Ordinal);
            foreach (Row row in labeled.Rows())
            {
                known.Add(row.Text);
                yield return row;
            }
            foreach (Row row in others.Rows())
            {
                if (row.Labels.Length == 0 || !known.Add(row.Text)) continue;
                row.Weight = weight;
                row.LearnOnly = true;
                yield return row;
            }
        }
    }

    private sealed record Source(
        IDataView Data, DataViewSchema.Column Text, LabelColumn Labels, DataViewSchema.Column? Weight, DataViewSchema.Column? LearnOnly)
    {
        public static Source Bind(IDataView data, string textName, string labelName, string? weightName) => new(
            data, Columns.SingleText(data.Schema, textName), LabelColumn.Bind(data.Schema, labelName),
            weightName is not null && data.Schema.GetColumnOrNull(weightName) is not null
                ? WeightColumn.Bind(data.Schema, weightName)
                : null,
            LearnOnlyColumn.Find(data.Schema));

        public IEnumerable<Row> Rows()
        {
            DataViewSchema.Column?[] columns = [Text, Labels.Column, Weight, LearnOnly];
            using var cursor = Data.GetRowCursor(columns.OfType<DataViewSchema.Column>());
            var getText = cursor.GetGetter<ReadOnlyMemory<char>>(Text);
            var readLabels = Labels.CreateReader(cursor);
            var readWeight = Weight is { } weight ? WeightColumn.CreateReader(cursor, weight) : () => 1;
            var readLearnOnly = LearnOnlyColumn.CreateReader(cursor, LearnOnly);
            ReadOnlyMemory<char> text = default;
            List<string> labels = [];
            while (cursor.MoveNext())
            {
                getText(ref text);
                readLabels(labels);
                yield return new() { Text = text.ToString(), Labels = [.. labels], Weight = readWeight(), LearnOnly = readLearnOnly() };
            }
        }
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
        public string[] Labels { get; set; } = [];
        public float Weight { get; set; }
        public bool LearnOnly { get; set; }
    }
}
