namespace MLNet.SemanticConv;

/// <summary>Counts each word for its neighbours too: y = x + x·C.</summary>
public sealed partial class SemanticConvolutionTransformer : VectorColumnTransformer
{
    internal SemanticConvolutionTransformer(string outputColumnName, string inputColumnName, CorrelationMatrix matrix)
        : base(outputColumnName, inputColumnName) => Matrix = matrix;

    /// <summary>The correlation matrix C: a row and a column for each slot.</summary>
    public CorrelationMatrix Matrix { get; }

    private protected override int Size => Matrix.Size;

    private protected override Map CreateMap()
    {
        var convolver = new RowConvolver(Matrix);
        return convolver.Convolve;
    }
}
