using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Internal;

/// <summary>Shapes of columns, which ML.NET lets nobody else describe.</summary>
internal static class OutputShapes
{
    /// <summary>A vector column of known size, with slot names and the given further annotations.</summary>
    public static SchemaShape.Column SlotNamedVector(
        string name, PrimitiveDataViewType item, params ReadOnlySpan<(string Name, PrimitiveDataViewType Item)> annotations)
    {
        List<SchemaShape.Column> inner = [new("SlotNames", SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false)];
        foreach (var annotation in annotations) inner.Add(new(annotation.Name, SchemaShape.Column.VectorKind.Vector, annotation.Item, false));
        return new(name, SchemaShape.Column.VectorKind.Vector, item, false, new(inner));
    }
}
