using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Labels' names as texts to learn from.</summary>
internal static class LabelNames
{
    /// <summary>The rows of some data followed by one for each label that they have, whose text is the words of the label's name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public static IDataView Append(IDataView data, string textColumnName, string labelColumnName)
    {
        var text = Columns.SingleText(data.Schema, textColumnName);
        var labels = LabelColumn.Bind(data.Schema, labelColumnName);
        return new AppendedRowsView(data, text, labels, () => new NamesOfLabelsMet());
    }

    /// <summary>Texts followed by the words of the name of each label that some data have, once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public static IDataView Append(IDataView texts, IDataView labeled, string textColumnName, string labelColumnName)
    {
        var text = Columns.SingleText(texts.Schema, textColumnName);
        var labels = LabelColumn.Bind(labeled.Schema, labelColumnName);
        var schema = SchemaDefinition.Create(typeof(TextRow));
        schema[nameof(TextRow.Text)].ColumnName = textColumnName;
        return new MLContext().Data.LoadFromEnumerable(Texts(texts, text, labeled, labels), schema);
    }

    /// <summary>
    /// The words of a name: what is between underscores and the characters that end a word, cut where a small letter or a digit meets a
    /// capital one: "OPERATION_PERFORMANCE" and "ComponentModel" are two words each, "IO" is one.
    /// </summary>
    public static string WordsOf(string name)
    {
        var words = new System.Text.StringBuilder(name.Length + 4);
        char before = ' ';
        foreach (char c in name)
        {
            if (char.IsUpper(c) && (char.IsLower(before) || char.IsDigit(before))) words.Append(' ');
            words.Append(c != '_' && NormalizedWords.MayHold(c) ? c : ' ');
            before = c;
        }
        return string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The names that have words, with these.</summary>
    public static IEnumerable<(string Name, string Words)> WithWords(SortedSet<string> names)
        => names.Select(name => (name, WordsOf(name))).Where(pair => pair.Item2.Length > 0);

    private static IEnumerable<TextRow> Texts(IDataView texts, DataViewSchema.Column text, IDataView labeled, LabelColumn labels)
    {
        using (var cursor = texts.GetRowCursor([text]))
        {
            var getText = cursor.GetGetter<ReadOnlyMemory<char>>(text);
            while (cursor.MoveNext())
            {
                TextRow row = new();
                getText(ref row.Text);
                yield return row;
            }
        }
        foreach (var (_, words) in WithWords(NamesIn(labeled, labels))) yield return new() { Text = words.AsMemory() };
    }

    private static SortedSet<string> NamesIn(IDataView labeled, LabelColumn labels)
    {
        var met = new SortedSet<string>(StringComparer.Ordinal);
        using var cursor = labeled.GetRowCursor([labels.Column]);
        var readLabels = labels.CreateReader(cursor);
        for (List<string> names = []; cursor.MoveNext(); met.UnionWith(names)) readLabels(names);
        return met;
    }

    private sealed class NamesOfLabelsMet : IAppendedRows
    {
        private readonly SortedSet<string> _met = new(StringComparer.Ordinal);

        public void Meet(ReadOnlyMemory<char> text, IReadOnlyList<string> labels) => _met.UnionWith(labels);

        public IEnumerable<AppendedRow> Rows() => WithWords(_met).Select(label => new AppendedRow(label.Words, [label.Name]));
    }

    private sealed class TextRow
    {
        public ReadOnlyMemory<char> Text;
    }
}
