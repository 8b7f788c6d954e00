using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>Sums the vectors of a text's words, weighted by what their slots hold, and scales the sum to length 1: y = x·V / ‖x·V‖.</summary>
public sealed partial class WordVectorAveragingTransformer : RowTransformer
{
    private readonly int[] _rowOfSlot;
    private readonly float[] _vectors;

    internal WordVectorAveragingTransformer(string outputColumnName, string inputColumnName, int dimensions, int[] rowOfSlot, float[] vectors)
    {
        (OutputColumnName, InputColumnName, Dimensions) = (outputColumnName, inputColumnName, dimensions);
        (_rowOfSlot, _vectors) = (rowOfSlot, vectors);
    }

    /// <summary>The column that is added: a vector of <see cref="float"/> with <see cref="Dimensions"/> values.</summary>
    public string OutputColumnName { get; }

    /// <summary>The column that is read: a vector of <see cref="float"/> whose slots are named after words.</summary>
    public string InputColumnName { get; }

    /// <summary>The length d of a word's vector.</summary>
    public int Dimensions { get; }

    private protected override AddedColumns Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var source = Columns.FloatVector(inputSchema, InputColumnName, _rowOfSlot.Length);
        var added = new DataViewSchema.DetachedColumn(OutputColumnName, new VectorDataViewType(NumberDataViewType.Single, Dimensions));
        return new(inputSchema, [source], [added], row => [Value(row, source).AddConsumer]);
    }

    private ColumnValue Value(DataViewRow row, DataViewSchema.Column source)
    {
        var read = row.GetGetter<VBuffer<float>>(source);
        VBuffer<float> input = default;
        return new(row, (ref VBuffer<float> value) =>
        {
            read(ref input);
            var editor = VBufferEditor.Create(ref value, Dimensions);
            Average(input, editor.Values);
            value = editor.Commit();
        });
    }

    private void Average(in VBuffer<float> input, Span<float> sum)
    {
        sum.Clear();
        var values = input.GetValues();
        var indices = input.GetIndices();
        for (int k = 0; k < values.Length; k++)
        {
            int vector = _rowOfSlot[input.IsDense ? k : indices[k]];
            if (vector >= 0) TensorPrimitives.MultiplyAdd(_vectors.AsSpan(vector * Dimensions, Dimensions), values[k], sum, sum);
        }
        float norm = TensorPrimitives.Norm<float>(sum);
        if (norm > 0) TensorPrimitives.Divide(sum, norm, sum);
    }
}
