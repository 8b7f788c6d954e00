using System.Globalization;
using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>Counts each word for its neighbours too: y = x + x·C.</summary>
public sealed partial class SemanticConvolutionTransformer : ITransformer, IRowTransformer
{
    private readonly VectorColumn _column;

    internal SemanticConvolutionTransformer(string outputColumnName, string inputColumnName, CorrelationMatrix matrix)
        => (Matrix, _column) = (matrix, new(outputColumnName, inputColumnName, matrix.Size, () => new RowConvolver(matrix).Convolve));

    /// <summary>The column that is added: a vector of <see cref="float"/> with as many slots as the input column, and the same
    /// names.</summary>
    public string OutputColumnName => _column.OutputName;

    /// <summary>The column that is read: a vector of <see cref="float"/>.</summary>
    public string InputColumnName => _column.InputName;

    /// <summary>The correlation matrix C: a row and a column for each slot.</summary>
    public CorrelationMatrix Matrix { get; }

    /// <summary>
    /// What cross-validation chose, and why; <see langword="null"/> if the setting was given, and in a loaded model, which has only the
    /// matrix.
    /// </summary>
    public ConvolutionChoice? Choice { get; init; }

    /// <summary>The schema of what <see cref="Transform"/> returns for data of the given schema.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The columns of <paramref name="inputSchema"/> followed by those that are added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than when the transformer was
    /// fitted.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _column.Bind(inputSchema).OutputSchema;

    /// <summary>Adds the columns to the data, lazily: a row is computed when it is read.</summary>
    /// <param name="input">The data.</param>
    /// <returns>A view of the data with the columns added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than when the transformer was
    /// fitted.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _column.Bind(input.Schema).Apply(input);
    }

    /// <summary>The columns, the size of the matrix and, where it was chosen, the strength and why.</summary>
    /// <returns>A line of text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{OutputColumnName} = {InputColumnName} + {InputColumnName}·C; C is {Matrix.Size} × {Matrix.Size}")
        + (Choice is null ? "" : $"; {Choice}");

    AddedColumns IRowTransformer.Bind(DataViewSchema inputSchema) => _column.Bind(inputSchema);
}
