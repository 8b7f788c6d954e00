using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace MLNet.SemanticConv;

/// <summary>What estimators promise of their output before anything is fitted.</summary>
internal static class SchemaShapes
{
    /// <summary>One more column of float vectors, like another with its slot names.</summary>
    /// <exception cref="ArgumentOutOfRangeException">That other column is missing or no vector of floats.</exception>
    public static SchemaShape WithVectorLike(IHostEnvironment env, SchemaShape inputSchema, string outputColumnName, string inputColumnName)
    {
        CheckVector(inputSchema, inputColumnName);
        return new ColumnCopyingEstimator(env, outputColumnName, inputColumnName).GetOutputSchema(inputSchema);
    }

    /// <summary>One more column of float vectors of known size, without slot names, made of another such column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">That other column is missing or no vector of floats.</exception>
    public static SchemaShape WithVector(SchemaShape inputSchema, string outputColumnName, string inputColumnName)
    {
        CheckVector(inputSchema, inputColumnName);
        SchemaShape.Column added = new(outputColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false);
        return new(inputSchema.Where(column => column.Name != outputColumnName).Append(added));
    }

    /// <summary>One more column, of text vectors of any size, made of one of text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">That other column is missing or no text.</exception>
    public static SchemaShape WithTexts(SchemaShape inputSchema, string outputColumnName, string inputColumnName)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (!inputSchema.TryFindColumn(inputColumnName, out var column))
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"There is no column '{inputColumnName}' in the input.");
        if (column.ItemType != TextDataViewType.Instance)
            throw new ArgumentOutOfRangeException(nameof(inputSchema),
                $"The column '{inputColumnName}' must be text, but is a {column.Kind} of {column.ItemType}.");
        SchemaShape.Column added = new(outputColumnName, SchemaShape.Column.VectorKind.VariableVector, TextDataViewType.Instance, false);
        return new(inputSchema.Where(c => c.Name != outputColumnName).Append(added));
    }

    private static void CheckVector(SchemaShape inputSchema, string inputColumnName)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (!inputSchema.TryFindColumn(inputColumnName, out var column))
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"There is no column '{inputColumnName}' in the input.");
        if (column.Kind == SchemaShape.Column.VectorKind.Scalar || column.ItemType != NumberDataViewType.Single)
            throw new ArgumentOutOfRangeException(nameof(inputSchema),
                $"The column '{inputColumnName}' must be a vector of Single, such as ProduceWordBags makes, but is a "
                    + $"{column.Kind} of {column.ItemType}.");
    }

    /// <summary>A vector column of known size, with slot names and the given further annotations.</summary>
    public static SchemaShape.Column SlotNamedVector(
        string name, PrimitiveDataViewType item, params ReadOnlySpan<(string Name, PrimitiveDataViewType Item)> annotations)
    {
        List<SchemaShape.Column> inner = [new("SlotNames", SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false)];
        foreach (var annotation in annotations)
            inner.Add(new(annotation.Name, SchemaShape.Column.VectorKind.Vector, annotation.Item, false));
        return new(name, SchemaShape.Column.VectorKind.Vector, item, false, new(inner));
    }
}
