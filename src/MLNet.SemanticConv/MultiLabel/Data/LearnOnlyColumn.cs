using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>A Boolean column that tells which rows are learnt from and never judged by, as <see cref="LabelNames"/> makes; where there is none, no row is.</summary>
internal static class LearnOnlyColumn
{
    public const string Name = "LearnOnly";

    /// <exception cref="ArgumentOutOfRangeException">The column is there and holds no Boolean.</exception>
    public static DataViewSchema.Column? Find(DataViewSchema schema)
        => schema.GetColumnOrNull(Name) is not { } column || column.Type == BooleanDataViewType.Instance
            ? schema.GetColumnOrNull(Name)
            : throw new ArgumentOutOfRangeException(nameof(schema), $"The column '{Name}' of rows to learn from only holds {column.Type}, not Boolean.");

    /// <summary>Makes a reader of whether the row where it stands is to learn from only.</summary>
    public static Func<bool> CreateReader(DataViewRow row, DataViewSchema.Column? column)
    {
        if (column is null) return () => false;
        var get = row.GetGetter<bool>(column.Value);
        bool value = false;
        return () =>
        {
            get(ref value);
            return value;
        };
    }
}
