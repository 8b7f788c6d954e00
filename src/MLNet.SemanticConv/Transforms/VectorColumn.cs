using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>A column of float vectors that is made from another of the same size; the slots keep their names.</summary>
/// <param name="OutputName">The column that is added.</param>
/// <param name="InputName">The column that is read.</param>
/// <param name="Size">The number of slots for which the transformer was fitted.</param>
/// <param name="CreateMap">Makes the mapping for one cursor, so it may keep scratch buffers.</param>
internal sealed record VectorColumn(string OutputName, string InputName, int Size, Func<VectorColumn.Map> CreateMap)
{
    // The kind of annotation under which ML.NET keeps slot names.
    private const string SlotNames = nameof(SlotNames);

    public delegate void Map(in VBuffer<float> source, ref VBuffer<float> target);

    public AddedColumns Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var source = Columns.FloatVector(inputSchema, InputName, Size);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(source.Annotations, name => name == SlotNames);
        var added = new DataViewSchema.DetachedColumn(OutputName, source.Type, annotations.ToAnnotations());
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
}
