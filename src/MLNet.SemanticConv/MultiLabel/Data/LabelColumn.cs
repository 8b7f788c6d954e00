using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// A column that holds the labels of each row: a vector of text, a vector of keys or a single key, or a Boolean for each label; keys and
/// Booleans with their names. A single Boolean is the one label of the column's name.
/// </summary>
internal sealed class LabelColumn
{
    private readonly string[]? _names;

    private LabelColumn(DataViewSchema.Column column, string[]? names) => (Column, _names) = (column, names);

    public DataViewSchema.Column Column { get; }

    /// <summary>The names of all keys or slots in their order; null for text, whose labels are those that are met.</summary>
    public IReadOnlyList<string>? Names => _names;

    /// <exception cref="ArgumentOutOfRangeException">The column is missing or holds no labels.</exception>
    public static LabelColumn Bind(DataViewSchema schema, string name)
    {
        var column = Columns.Named(schema, name);
        var item = column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;
        return (column.Type, item) switch
        {
            (VectorDataViewType, TextDataViewType) => new(column, null),
            (_, KeyDataViewType) => new(column, ReadKeyNames(column)),
            (VectorDataViewType { IsKnownSize: true }, BooleanDataViewType) => new(column, ReadFlagNames(column)),
            (BooleanDataViewType, _) => new(column, [name]),
            _ => throw new ArgumentOutOfRangeException(nameof(schema),
                $"The label column '{name}' holds {column.Type}, but the labels of a row must be a vector of text, such as "
                + $"Transforms.Text.TokenizeIntoWords(\"{name}\", separators: [',']) makes from 'food,service', one or several keys, such "
                + "as Transforms.Conversion.MapValueToKey makes, a Boolean, or a Boolean for each label with slot names, such as "
                + "Transforms.Concatenate makes of one column for each."),
        };
    }

    /// <summary>Makes a reader of one row or cursor: each call replaces the list's content with the labels of the row.</summary>
    public Action<List<string>> CreateReader(DataViewRow row) => Column.Type switch
    {
        VectorDataViewType { ItemType: TextDataViewType } => ReadText(row),
        VectorDataViewType { ItemType: KeyDataViewType key } => OfKeyType(key, row, isVector: true),
        KeyDataViewType key => OfKeyType(key, row, isVector: false),
        VectorDataViewType { ItemType: BooleanDataViewType } => ReadFlags(row),
        BooleanDataViewType => ReadFlag(row),
        _ => throw new InvalidOperationException($"The column '{Column.Name}' holds {Column.Type}."),
    };

    private Action<List<string>> ReadText(DataViewRow row)
    {
        var get = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(Column);
        VBuffer<ReadOnlyMemory<char>> value = default;
        // Equal labels of many rows shall be one string.
        var pool = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        return labels =>
        {
            labels.Clear();
            get(ref value);
            foreach (var item in value.GetValues())
            {
                var text = item.Span.Trim();
                if (text.IsEmpty) continue;
                if (!pool.TryGetValue(text, out string? label)) pool[text] = label = text.ToString();
                labels.Add(label);
            }
        };
    }

    private Action<List<string>> ReadFlags(DataViewRow row)
    {
        var get = row.GetGetter<VBuffer<bool>>(Column);
        VBuffer<bool> flags = default;
        return labels =>
        {
            labels.Clear();
            get(ref flags);
            foreach (var flag in flags.Items())
                if (flag.Value) labels.Add(_names![flag.Key]);
        };
    }

    private Action<List<string>> ReadFlag(DataViewRow row)
    {
        var get = row.GetGetter<bool>(Column);
        bool flag = false;
        return labels =>
        {
            labels.Clear();
            get(ref flag);
            if (flag) labels.Add(_names![0]);
        };
    }

    private Action<List<string>> OfKeyType(KeyDataViewType key, DataViewRow row, bool isVector) => Type.GetTypeCode(key.RawType) switch
    {
        TypeCode.Byte => ReadKeys<byte>(row, isVector),
        TypeCode.UInt16 => ReadKeys<ushort>(row, isVector),
        TypeCode.UInt32 => ReadKeys<uint>(row, isVector),
        _ => ReadKeys<ulong>(row, isVector),
    };

    private Action<List<string>> ReadKeys<TKey>(DataViewRow row, bool isVector) where TKey : struct, IBinaryInteger<TKey>
    {
        void Add(List<string> labels, TKey key)
        {
            int index = int.CreateSaturating(key);
            if (index != 0) labels.Add(_names![index - 1]);   // 0 is ML.NET's missing key
        }

        if (!isVector)
        {
            var getKey = row.GetGetter<TKey>(Column);
            TKey key = default;
            return labels =>
            {
                labels.Clear();
                getKey(ref key);
                Add(labels, key);
            };
        }
        var get = row.GetGetter<VBuffer<TKey>>(Column);
        VBuffer<TKey> keys = default;
        return labels =>
        {
            labels.Clear();
            get(ref keys);
            foreach (var key in keys.GetValues()) Add(labels, key);
        };
    }

    private static string[] ReadFlagNames(DataViewSchema.Column column) => column.HasSlotNames()
        ? Columns.SlotNames(column)
        : throw new ArgumentOutOfRangeException(nameof(column),
            $"The Booleans of the label column '{column.Name}' have no slot names, so nothing tells which label each one is. Keep a "
            + "Boolean column for each label and join them with Transforms.Concatenate, which names the slots after the columns.");

    private static string[] ReadKeyNames(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is not { Type: VectorDataViewType { ItemType: TextDataViewType } })
            throw new ArgumentOutOfRangeException(nameof(column), $"The keys of the label column '{column.Name}' have no names: make them "
                + "with Transforms.Conversion.MapValueToKey from a column of text.");
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue("KeyValues", ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
