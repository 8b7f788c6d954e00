using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>Texts that another model has tagged, as rows to learn from: those with a label that the labelled rows do not have.</summary>
internal sealed class TaggedTexts(IDataView tagged, DataViewSchema.Column text, LabelColumn labels) : IAppendedRows
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Labelled rows, followed by the texts that a model gives labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public static IDataView Append(
        IDataView data, IDataView tagged, float weight, string textName, string labelName, string predictedName, string weightName)
    {
        // What is wrong with the columns is told at once, not when the rows are read.
        var (ownText, ownLabels) = (Columns.SingleText(data.Schema, textName), LabelColumn.Bind(data.Schema, labelName));
        var (text, labels) = (Columns.SingleText(tagged.Schema, textName), LabelColumn.Bind(tagged.Schema, predictedName));
        return new AppendedRowsView(data, ownText, ownLabels, () => new TaggedTexts(tagged, text, labels), (weightName, weight));
    }

    public void Meet(ReadOnlyMemory<char> text, IReadOnlyList<string> labels) => _known.Add(text.ToString());

    public IEnumerable<AppendedRow> Rows()
    {
        using var cursor = tagged.GetRowCursor([text, labels.Column]);
        var getText = cursor.GetGetter<ReadOnlyMemory<char>>(text);
        var readLabels = labels.CreateReader(cursor);
        ReadOnlyMemory<char> words = default;
        List<string> given = [];
        while (cursor.MoveNext())
        {
            getText(ref words);
            readLabels(given);
            string own = words.ToString();
            if (given.Count > 0 && _known.Add(own)) yield return new(own, given);
        }
    }
}
