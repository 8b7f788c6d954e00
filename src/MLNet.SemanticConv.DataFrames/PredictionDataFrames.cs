using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Predictions as a <see cref="DataFrame"/>.</summary>
public static class PredictionDataFrames
{
    /// <summary>What a tagger says about rows, to be read, sorted and saved as CSV.</summary>
    /// <param name="catalog">The catalog, <c>ml.MultiLabelClassification</c>.</param>
    /// <param name="scored">Rows that a tagger has transformed, with the columns <c>Probabilities</c> and <c>PredictedLabels</c>.</param>
    /// <param name="separator">What separates labels. The default value is ';'.</param>
    /// <returns>
    /// All rows, with the columns of <paramref name="scored"/> that hold one text, number, Boolean or time each; vectors of text, such as
    /// the true labels, as text with the separator; <c>PredictedLabels</c> likewise; and for each label a column of its name, its
    /// probability.
    /// </returns>
    /// <exception cref="ArgumentException">The rows are not scored by a tagger, or a column has the name of a label.</exception>
    /// <exception cref="InvalidDataException">A label has the separator in its name.</exception>
    public static DataFrame PredictionsToDataFrame(this MultiLabelClassificationCatalog catalog, IDataView scored, char separator = ';')
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(scored);
        var probabilities = ColumnOf<float>(scored, "Probabilities");
        var predicted = ColumnOf<bool>(scored, "PredictedLabels");
        VBuffer<ReadOnlyMemory<char>> slots = default;
        probabilities.GetSlotNames(ref slots);
        string[] labels = [.. slots.DenseValues().Select(name => name.ToString())];

        var frame = Readable(scored, separator);
        if (labels.FirstOrDefault(label => label == predicted.Name || frame.Columns.Any(column => column.Name == label)) is { } taken)
            throw new ArgumentException($"'{taken}' is both a label and a column: rename the column (CopyColumns, DropColumns).",
                nameof(scored));
        var given = new StringDataFrameColumn(predicted.Name, 0);
        SingleDataFrameColumn[] columns = [.. labels.Select(label => new SingleDataFrameColumn(label))];
        using var cursor = scored.GetRowCursor([probabilities, predicted]);
        var getProbabilities = cursor.GetGetter<VBuffer<float>>(probabilities);
        var getPredicted = cursor.GetGetter<VBuffer<bool>>(predicted);
        VBuffer<float> values = default;
        VBuffer<bool> flags = default;
        while (cursor.MoveNext())
        {
            getProbabilities(ref values);
            getPredicted(ref flags);
            given.Append(
                LabelDataFrames.Join(labels.Zip(flags.DenseValues()).Where(pair => pair.Second).Select(pair => pair.First), separator));
            foreach (var (column, value) in columns.Zip(values.DenseValues())) column.Append(value);
        }
        return new([.. frame.Columns, given, .. columns]);
    }

    private static DataFrame Readable(IDataView scored, char separator)
    {
        var columns = scored.Schema.Where(column => !column.IsHidden).ToArray();
        string[] vectors = [.. columns.Where(column => column.Type is VectorDataViewType { ItemType: TextDataViewType })
            .Select(column => column.Name)];
        string[] names = [.. columns.Where(
            column => column.Type is TextDataViewType or NumberDataViewType or BooleanDataViewType or DateTimeDataViewType)
            .Select(column => column.Name).Concat(vectors)];
        if (names.Length == 0) return new();
        return vectors.Aggregate(scored.ToDataFrame(-1, names), (frame, vector) => frame.JoinLabels(vector, separator));
    }

    private static DataViewSchema.Column ColumnOf<T>(IDataView scored, string name)
        => scored.Schema.GetColumnOrNull(name) is { } column && column.Type is VectorDataViewType vector
            && vector.ItemType.RawType == typeof(T)
            ? column
            : throw new ArgumentException($"The rows have no column '{name}': transform them with a tagger first.",
                nameof(scored));
}
