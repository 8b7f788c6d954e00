using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>A column of example weights.</summary>
internal static class WeightColumn
{
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or holds no Single.</exception>
    public static DataViewSchema.Column Bind(DataViewSchema schema, string name)
    {
        var column = Columns.Named(schema, name);
        return column.Type == NumberDataViewType.Single
            ? column
            : throw new ArgumentOutOfRangeException(nameof(schema), $"The column '{name}' of weights holds {column.Type}, not Single.");
    }

    /// <summary>Makes a reader of the current row's weight, which throws where that is no weight.</summary>
    public static Func<float> CreateReader(DataViewRow row, DataViewSchema.Column column)
    {
        var get = row.GetGetter<float>(column);
        return () =>
        {
            float weight = 0;
            get(ref weight);
            return float.IsFinite(weight) && weight >= 0
                ? weight
                : throw new InvalidDataException($"The weight in column '{column.Name}' of row {row.Position} is {weight}; "
                    + "weights are finite and not negative.");
        };
    }
}
