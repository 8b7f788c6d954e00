using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>A transformer that adds columns computed from one row at a time. It is immutable and may be shared by threads.</summary>
public abstract class RowTransformer : ITransformer
{
    private protected RowTransformer() { }

    bool ITransformer.IsRowToRowMapper => true;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    /// <summary>The schema of what <see cref="Transform"/> returns for data of the given schema.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The columns of <paramref name="inputSchema"/> followed by those that are added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or of another type than when the transformer was fitted.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <summary>Adds the columns to the data, lazily: a row is computed when it is read.</summary>
    /// <param name="input">The data.</param>
    /// <returns>A view of the data with the columns added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or of another type than when the transformer was fitted.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Bind(input.Schema).Apply(input);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => Save(ctx);

    private protected abstract AddedColumns Bind(DataViewSchema inputSchema);

    private protected abstract void Save(ModelSaveContext ctx);
}
