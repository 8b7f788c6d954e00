using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>Builds the correlation matrix C of the words that name the slots of a column, for y = x + x·C.</summary>
internal sealed class SemanticConvolutionEstimator : IEstimator<SemanticConvolutionTransformer>
{
    private readonly IHost _host;
    private readonly string _outputColumnName, _inputColumnName;
    private readonly WordVectors _vectors;
    private readonly CorrelationOptions _options;

    public SemanticConvolutionEstimator(
        IHostEnvironment env, string outputColumnName, string? inputColumnName, WordVectors vectors, CorrelationOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(vectors);
        _host = env.Register(nameof(SemanticConvolutionEstimator));
        (_outputColumnName, _inputColumnName) = (outputColumnName, inputColumnName ?? outputColumnName);
        (_vectors, _options) = (vectors, options ?? CorrelationOptions.Default);
    }

    /// <summary>Builds C for the slot names of the input column.</summary>
    /// <param name="input">Data with the input column; its rows are not read.</param>
    /// <returns>The transformer with the matrix.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or no known-size vector of floats.</exception>
    /// <exception cref="ArgumentException">The slots of the input column have no names, are those of a hashed bag, or none is a word of the
    /// vectors.</exception>
    public SemanticConvolutionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (column, _) = Columns.FloatVector(input.Schema, _inputColumnName);
        var matrix = CorrelationMatrix.Build(BagWords.Read(column, _vectors, _options.Ngrams), _vectors, _options);
        _host.Info("Building the correlation matrix", $"{matrix.EntryCount} entries for {matrix.Size} slots");
        return new(_outputColumnName, _inputColumnName, matrix);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => SchemaShapes.WithVectorLike(_host, inputSchema, _outputColumnName, _inputColumnName);
}
