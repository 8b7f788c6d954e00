using Microsoft.Data.Analysis;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Labels in a <see cref="DataFrame"/>: as text, as files have them, and as a vector, as trainers read them.</summary>
public static class LabelDataFrames
{
    /// <summary>Turns a column of text into a vector of labels, so that a tagger can be trained on the frame.</summary>
    /// <param name="frame">The frame, which is not changed.</param>
    /// <param name="columnName">The column of text, such as "FOOD;STAFF". The default value is "Labels".</param>
    /// <param name="separator">What separates labels. The default value is ';'.</param>
    /// <returns>
    /// A frame with the same columns in the same order, this one as a vector of text. White space around labels and empty labels are
    /// left out, a missing value is not a label, and a label that a row has twice counts once.
    /// </returns>
    /// <exception cref="ArgumentException">There is no such column, or it is not text.</exception>
    public static DataFrame SplitLabels(this DataFrame frame, string columnName = "Labels", char separator = ';')
    {
        var column = ColumnOf(frame, columnName);
        if (column is not StringDataFrameColumn && column is not ArrowStringDataFrameColumn)
            throw new ArgumentException($"The column '{columnName}' holds {column.DataType.Name}, not text with labels: load it as "
                + "text, as by the dataTypes of DataFrame.LoadCsv.",
                nameof(columnName));
        return Replace(frame, column,
            new VBufferDataFrameColumn<ReadOnlyMemory<char>>(columnName, Texts(column).Select(text => ToVector(Split(text)))));

        string[] Split(string? text)
            => (text ?? "").Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Turns a vector of labels into text, so that people can read the frame and it can be saved as CSV.</summary>
    /// <param name="frame">The frame, which is not changed.</param>
    /// <param name="columnName">The column of labels, a vector of text. The default value is "Labels".</param>
    /// <param name="separator">What separates labels. The default value is ';'.</param>
    /// <returns>A frame with the same columns in the same order, this one as text: "FOOD;STAFF", or "" for a row without a label.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it is not a vector of text.</exception>
    /// <exception cref="InvalidDataException">A label has the separator in its name.</exception>
    public static DataFrame JoinLabels(this DataFrame frame, string columnName = "Labels", char separator = ';')
    {
        var column = ColumnOf(frame, columnName);
        if (column is not VBufferDataFrameColumn<ReadOnlyMemory<char>> labels)
            throw new ArgumentException($"The column '{columnName}' holds {column.DataType.Name}, not a vector of text.",
                nameof(columnName));
        return Replace(frame, column, new StringDataFrameColumn(columnName,
            labels.Select(row => Join(row.DenseValues().Select(label => label.ToString()), separator))));
    }

    /// <exception cref="InvalidDataException">A label has the separator in its name.</exception>
    internal static string Join(IEnumerable<string> labels, char separator)
        => string.Join(separator, labels.Select(label => label.Contains(separator)
        ? throw new InvalidDataException($"The label '{label}' has a '{separator}' in its name: choose another separator.")
        : label));

    private static VBuffer<ReadOnlyMemory<char>> ToVector(string[] labels)
    {
        ReadOnlyMemory<char>[] values = [.. labels.Distinct(StringComparer.Ordinal).Select(label => label.AsMemory())];
        return new(values.Length, values);
    }

    private static DataFrameColumn ColumnOf(DataFrame frame, string name)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.Columns.SingleOrDefault(column => column.Name == name) ?? throw new ArgumentException(
            $"There is no column '{name}' among {string.Join(", ", frame.Columns.Select(column => $"'{column.Name}'"))}.", nameof(name));
    }

    private static IEnumerable<string?> Texts(DataFrameColumn column)
    {
        for (long i = 0; i < column.Length; i++) yield return (string?)column[i];
    }

    private static DataFrame Replace(DataFrame frame, DataFrameColumn old, DataFrameColumn column)
        => new(frame.Columns.Select(each => ReferenceEquals(each, old) ? column : each));
}
