using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Sums the vectors of a text's words, weighted by what their slots hold, and scales the sum to length 1: y = x·V /
/// ‖x·V‖.</summary>
internal sealed partial class WordVectorAveragingTransformer : IRowTransformer
{
    private readonly VectorAverager _averager;

    public WordVectorAveragingTransformer(string outputColumnName, string inputColumnName, VectorAverager averager)
        => (OutputColumnName, InputColumnName, _averager) = (outputColumnName, inputColumnName, averager);

    /// <summary>The column that is added: a vector of <see cref="float"/> with <see cref="Dimensions"/> values.</summary>
    public string OutputColumnName { get; }

    /// <summary>The column that is read: a vector of <see cref="float"/> whose slots are named after words.</summary>
    public string InputColumnName { get; }

    /// <summary>The length d of a word's vector.</summary>
    public int Dimensions => _averager.Dimensions;

    public VectorAverager Averager => _averager;

    AddedColumns IRowTransformer.Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var source = Columns.FloatVector(inputSchema, InputColumnName, _averager.RowOfSlot.Length);
        var added = new DataViewSchema.DetachedColumn(OutputColumnName, new VectorDataViewType(NumberDataViewType.Single, Dimensions));
        return new(inputSchema, [source], [added], row => [Value(row, source).AddConsumer]);
    }

    private ColumnValue<float> Value(DataViewRow row, DataViewSchema.Column source)
    {
        var read = row.GetGetter<VBuffer<float>>(source);
        VBuffer<float> input = default;
        return new(row, (ref VBuffer<float> value) =>
        {
            read(ref input);
            var editor = VBufferEditor.Create(ref value, Dimensions);
            _averager.Average(input.GetIndices(), input.GetValues(), editor.Values);
            value = editor.Commit();
        });
    }
}
