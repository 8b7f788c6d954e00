using System.Globalization;

namespace MLNet.SemanticConv;

/// <summary>Counts each word for its neighbours too: y = x + x·C.</summary>
public sealed partial class SemanticConvolutionTransformer : VectorColumnTransformer
{
    internal SemanticConvolutionTransformer(string outputColumnName, string inputColumnName, CorrelationMatrix matrix)
        : base(outputColumnName, inputColumnName) => Matrix = matrix;

    /// <summary>The correlation matrix C: a row and a column for each slot.</summary>
    public CorrelationMatrix Matrix { get; }

    /// <summary>
    /// What the estimator with candidates chose and why; <see langword="null"/> where the setting was given, and in a model that was
    /// loaded, which keeps the matrix only.
    /// </summary>
    public ConvolutionChoice? Choice { get; init; }

    /// <summary>The columns, the size of the matrix and, where it was chosen, the strength and why.</summary>
    /// <returns>A line of text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{OutputColumnName} = {InputColumnName} + {InputColumnName}·C; C is {Size} × {Size}{(Choice is null ? "" : $"; {Choice}")}");

    private protected override int Size => Matrix.Size;

    private protected override Map CreateMap()
    {
        var convolver = new RowConvolver(Matrix);
        return convolver.Convolve;
    }
}
