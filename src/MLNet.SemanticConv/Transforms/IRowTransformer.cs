using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>A transformer that adds columns computed from one row at a time. It is immutable and may be shared by threads.</summary>
internal interface IRowTransformer : ITransformer
{
    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The transformer for data of the given schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than when the transformer was
    /// fitted.</exception>
    AddedColumns Bind(DataViewSchema inputSchema);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    DataViewSchema ITransformer.GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    IDataView ITransformer.Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Bind(input.Schema).Apply(input);
    }
}
