using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary>The names of a vector's slots.</summary>
internal static class SlotNames
{
    /// <summary>The names of a column's slots.</summary>
    public static string[] Names(this DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
