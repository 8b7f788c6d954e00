using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests;

/// <summary>Short ways to put texts and vectors into a data view and to read columns back.</summary>
internal static class Rows
{
    public sealed record TextRow(string Text);

    public static IDataView Texts(this MLContext ml, params IEnumerable<string> texts)
        => ml.Data.LoadFromEnumerable(texts.Select(text => new TextRow(text)));

    /// <summary>The column "X", with the given slot names or none.</summary>
    public static IDataView Vectors(this MLContext ml, string[]? slotNames, params float[][] rows)
    {
        var schema = SchemaDefinition.Create(typeof(VectorRow));
        schema["X"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        if (slotNames != null)
            schema["X"].AddAnnotation("SlotNames",
                new VBuffer<ReadOnlyMemory<char>>(slotNames.Length, [.. slotNames.Select(name => name.AsMemory())]),
                new VectorDataViewType(TextDataViewType.Instance, slotNames.Length));
        return ml.Data.LoadFromEnumerable(rows.Select(x => new VectorRow { X = x }), schema);
    }

    public static float[][] Floats(this IDataView data, string column) => [.. data.GetColumn<float[]>(column)];

    public static string[] SlotNames(this IDataView data, string column) => Columns.SlotNames(data.Schema[column]);

    private sealed class VectorRow
    {
        public float[] X { get; set; } = [];
    }
}
