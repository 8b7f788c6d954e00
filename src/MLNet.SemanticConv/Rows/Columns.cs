using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Columns looked up by name, with the complaints that a user can act on.</summary>
internal static class Columns
{
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public static DataViewSchema.Column Named(DataViewSchema schema, string name)
        => schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(
            nameof(schema),
            $"There is no column '{name}' among {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => $"'{c.Name}'"))}.");

    /// <summary>A column of text, or of vectors of text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is of another type.</exception>
    public static DataViewSchema.Column Text(DataViewSchema schema, string name)
    {
        var column = Named(schema, name);
        return (column.Type is VectorDataViewType vector ? vector.ItemType : column.Type) is TextDataViewType
            ? column
            : throw new ArgumentOutOfRangeException(
            nameof(schema), $"The column '{name}' must be text, or a vector of texts, but is {column.Type}.");
    }

    /// <summary>A column of one text a row.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="of">What the complaint calls the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is of another type.</exception>
    public static DataViewSchema.Column SingleText(DataViewSchema schema, string name, string of = "texts")
    {
        var column = Named(schema, name);
        return column.Type == TextDataViewType.Instance
            ? column
            : throw new ArgumentOutOfRangeException(nameof(schema), $"The column '{name}' of {of} holds {column.Type}, not text.");
    }

    /// <summary>A column of float vectors whose size is known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is of another type.</exception>
    public static (DataViewSchema.Column Column, int Size) FloatVector(DataViewSchema schema, string name)
    {
        var column = Named(schema, name);
        return column.Type is VectorDataViewType { Size: > 0 and int size } vector && vector.ItemType == NumberDataViewType.Single
            ? (column, size)
            : throw new ArgumentOutOfRangeException(nameof(schema),
                $"The column '{name}' must be a vector of Single of known size, such as ProduceWordBags makes, but is {column.Type}"
                + (column.Type is VectorDataViewType { ItemType: NumberDataViewType, Size: 0 }
                    ? " of unknown size, which ProduceWordBags makes where the text that it is fitted on has no words." : "."));
    }

    /// <summary>A column of float vectors of the size for which a transformer was fitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is of another type or size.</exception>
    public static DataViewSchema.Column FloatVector(DataViewSchema schema, string name, int size)
    {
        var (column, actual) = FloatVector(schema, name);
        return actual == size ? column : throw new ArgumentOutOfRangeException(nameof(schema),
            $"The column '{name}' has {actual} slots, but the transformer was fitted for {size}. Transform data that the "
                + "same bag of words has made.");
    }

    /// <summary>The names of a vector column's slots.</summary>
    /// <exception cref="ArgumentException">The slots have no names.</exception>
    public static string[] SlotNames(DataViewSchema.Column column)
    {
        if (!column.HasSlotNames())
            throw new ArgumentException(
                $"The column '{column.Name}' has no slot names, so nothing tells which word a slot counts. Make it with "
                + "ProduceWordBags, ProduceNgrams or another transform that names its slots.", nameof(column));
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
