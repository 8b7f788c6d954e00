using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>
/// The stages of a model that what it says depends on. Others only served training, such as one that splits labels, and ask for columns
/// that rows to tag do not have.
/// </summary>
/// <param name="Model">These stages as a model.</param>
/// <param name="Inputs">The columns that they read.</param>
internal sealed record RequiredStages(ITransformer Model, IReadOnlyList<DataViewSchema.Column> Inputs)
{
    /// <summary>Follows columns of the output back to the input.</summary>
    /// <param name="model">A model that maps row by row.</param>
    /// <param name="input">The columns that all its stages together ask for.</param>
    /// <param name="outputs">The columns that are wanted.</param>
    public static RequiredStages Of(ITransformer model, DataViewSchema input, IEnumerable<string> outputs)
    {
        List<(ITransformer Stage, IRowToRowMapper Mapper)> stages = [];
        DataViewSchema schema = input;
        foreach (ITransformer stage in TransformerParts.Stages(model))
        {
            // it computes nothing: what it leaves out is not asked for below
            if (stage is ColumnSelectingTransformer) continue;
            IRowToRowMapper mapper = stage.GetRowToRowMapper(schema);
            stages.Add((stage, mapper));
            schema = mapper.OutputSchema;
        }
        List<DataViewSchema.Column> needed = [.. outputs.Select(name => schema[name])];
        List<ITransformer> required = [];
        foreach (var (stage, mapper) in Enumerable.Reverse(stages))
        {
            if (needed.TrueForAll(column => IsPassedOn(column, mapper)))
            {
                needed = needed.ConvertAll(column => mapper.InputSchema[column.Index]);
                continue;
            }
            required.Insert(0, stage);
            needed = [.. mapper.GetDependencies(needed)];
        }
        return new(new TransformerChain<ITransformer>([.. required]), needed);
    }

    /// <summary>Whether a column is made before a stage: mappers add their columns after those that they are given.</summary>
    public static bool IsPassedOn(DataViewSchema.Column column, IRowToRowMapper mapper)
        => column.Index < mapper.InputSchema.Count && mapper.InputSchema[column.Index].Name == column.Name;
}
