using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace MLNet.SemanticConv;

/// <summary>What ML.NET's normaliser of rows does: it shows it to nobody.</summary>
internal static class UnitLength
{
    /// <summary>The column that a stage scales to length 1 by the Euclidean norm, and changes no further, to make another; null where it
    /// does not.</summary>
    public static string? SourceOf(ITransformer stage, string outputColumnName)
        => (stage as LpNormNormalizingTransformer)?.Columns
            .FirstOrDefault(column => column.Name == outputColumnName
                && column is { Norm: LpNormNormalizingEstimatorBase.NormFunction.L2, EnsureZeroMean: false, Scale: 1 })?.InputColumnName;
}
