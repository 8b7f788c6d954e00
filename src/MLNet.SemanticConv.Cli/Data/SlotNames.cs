using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary>The names of a vector column's slots.</summary>
internal static class SlotNames
{
    public static IReadOnlyList<string> Of(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
