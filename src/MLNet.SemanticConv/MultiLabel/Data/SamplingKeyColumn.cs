using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>A column that keeps rows together when data are split: those of equal values, such as sentences of one review or texts of one
/// author.</summary>
internal static class SamplingKeyColumn
{
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or a vector.</exception>
    public static DataViewSchema.Column Bind(DataViewSchema schema, string name)
    {
        var column = Columns.Named(schema, name);
        return column.Type is PrimitiveDataViewType ? column : throw new ArgumentOutOfRangeException(nameof(schema),
            $"The sampling key column '{name}' holds {column.Type}, but rows are kept together by one value each: text, a key, a "
                + "number, a Boolean or a time.");
    }

    /// <summary>Makes a reader of the number of the group to which the row where it is now belongs: 0 for the first group met, then 1, and
    /// so on.</summary>
    public static Func<int> CreateReader(DataViewRow row, DataViewSchema.Column column) => column.Type is TextDataViewType
        ? OfText(row, column)
        : typeof(SamplingKeyColumn).GetMethod(nameof(OfValues), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(column.Type.RawType).CreateDelegate<Func<DataViewRow, DataViewSchema.Column, Func<int>>>()(row, column);

    private static Func<int> OfText(DataViewRow row, DataViewSchema.Column column)
    {
        var get = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> value = default;
        Dictionary<string, int> groups = new(StringComparer.Ordinal);
        var groupOf = groups.GetAlternateLookup<ReadOnlySpan<char>>();
        return () =>
        {
            get(ref value);
            if (!groupOf.TryGetValue(value.Span, out int group)) groupOf[value.Span] = group = groups.Count;
            return group;
        };
    }

    private static Func<int> OfValues<TValue>(DataViewRow row, DataViewSchema.Column column) where TValue : notnull
    {
        var get = row.GetGetter<TValue>(column);
        TValue value = default!;
        Dictionary<TValue, int> groups = [];
        return () =>
        {
            get(ref value);
            if (!groups.TryGetValue(value, out int group)) groups[value] = group = groups.Count;
            return group;
        };
    }
}
