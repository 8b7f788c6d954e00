using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.Explanations;

/// <summary>A stage that hands on the column "Features" and counts how often the names of its slots are read.</summary>
internal sealed class CountedSlotNames : IRowTransformer
{
    public int Reads { get; set; }

    AddedColumns IRowTransformer.Bind(DataViewSchema inputSchema)
    {
        var source = inputSchema["Features"];
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, ((VectorDataViewType)source.Type).Size),
            (ref VBuffer<ReadOnlyMemory<char>> names) =>
            {
                Reads++;
                source.GetSlotNames(ref names);
            });
        return new(inputSchema, [source], [new(source.Name, source.Type, annotations.ToAnnotations())],
            row => [() => row.GetGetter<VBuffer<float>>(source)]);
    }

    public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
}
