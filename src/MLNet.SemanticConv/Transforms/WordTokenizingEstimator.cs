using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>Makes a <see cref="WordTokenizingTransformer"/>, see
/// <see cref="SemanticConvolutionCatalog.TokenizeIntoNormalizedWords"/>.</summary>
internal sealed class WordTokenizingEstimator : IEstimator<WordTokenizingTransformer>
{
    private readonly WordTokenizingTransformer _transformer;

    public WordTokenizingEstimator(string outputColumnName, string? inputColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        _transformer = new(outputColumnName, inputColumnName ?? outputColumnName);
    }

    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or no text.</exception>
    public WordTokenizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Columns.Text(input.Schema, _transformer.InputColumnName);
        return _transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => SchemaShapes.WithTexts(inputSchema, _transformer.OutputColumnName, _transformer.InputColumnName);
}
