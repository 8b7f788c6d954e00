using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>A transformer that makes one column of float vectors from another of the same size; the slots keep their names.</summary>
public abstract class VectorColumnTransformer : RowTransformer
{
    private protected VectorColumnTransformer(string outputColumnName, string inputColumnName)
        => (OutputColumnName, InputColumnName) = (outputColumnName, inputColumnName);

    /// <summary>The column that is added: a vector of <see cref="float"/> with as many slots as the input column, and the same names.</summary>
    public string OutputColumnName { get; }

    /// <summary>The column that is read: a vector of <see cref="float"/>.</summary>
    public string InputColumnName { get; }

    private protected delegate void Map(in VBuffer<float> source, ref VBuffer<float> target);

    /// <summary>The number of slots for which the transformer was fitted.</summary>
    private protected abstract int Size { get; }

    /// <summary>Makes the mapping for one cursor, so it may keep scratch buffers.</summary>
    private protected abstract Map CreateMap();

    private protected sealed override AddedColumns Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var source = Columns.FloatVector(inputSchema, InputColumnName, Size);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(source.Annotations, name => name == SlotNames);
        var added = new DataViewSchema.DetachedColumn(OutputColumnName, source.Type, annotations.ToAnnotations());
        return new(inputSchema, [source], [added], row => [Value(row, source).AddConsumer]);
    }

    private ColumnValue<float> Value(DataViewRow row, DataViewSchema.Column source)
    {
        var read = row.GetGetter<VBuffer<float>>(source);
        var map = CreateMap();
        VBuffer<float> input = default;
        return new(row, (ref VBuffer<float> value) =>
        {
            read(ref input);
            map(in input, ref value);
        });
    }

    // The kind of annotation under which ML.NET keeps slot names.
    private const string SlotNames = nameof(SlotNames);
}
