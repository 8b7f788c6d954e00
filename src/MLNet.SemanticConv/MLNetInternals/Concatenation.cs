using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>What ML.NET's concatenation of columns is made of: it shows it to nobody.</summary>
internal static class Concatenation
{
    /// <summary>The columns that a stage puts side by side in another, or null where it is not a concatenation or does not make that
    /// one.</summary>
    public static IReadOnlyList<string>? PartsOf(ITransformer stage, string outputColumnName)
        => (stage as ColumnConcatenatingTransformer)?.Columns.Where(column => column.outputColumnName == outputColumnName)
            .Select(column => column.inputColumnNames).FirstOrDefault();
}
