using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Texts and the weights of their words, which sum to 1; texts without words of the bag are left out.</summary>
internal sealed record TextRows(IReadOnlyList<string> Words, IReadOnlyList<string> Texts, SparseRows Weights)
{
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="ArgumentException">The slots of the bag have no names.</exception>
    /// <exception cref="InvalidDataException">A weight is negative or not finite, or no text has a word.</exception>
    public static TextRows Read(IDataView data, string bagColumnName, string textColumnName, CancellationToken cancellationToken)
    {
        var (bagColumn, size) = Columns.FloatVector(data.Schema, bagColumnName);
        string[] words = Columns.SlotNames(bagColumn);
        var textColumn = Columns.Named(data.Schema, textColumnName);
        if (textColumn.Type != TextDataViewType.Instance)
            throw new ArgumentOutOfRangeException(nameof(data), $"The column '{textColumnName}' holds {textColumn.Type}, not text.");

        List<string> texts = [];
        var weights = new SparseRows.Builder(size);
        using var cursor = data.GetRowCursor([bagColumn, textColumn]);
        var getBag = cursor.GetGetter<VBuffer<float>>(bagColumn);
        var getText = cursor.GetGetter<ReadOnlyMemory<char>>(textColumn);
        VBuffer<float> bag = default;
        ReadOnlyMemory<char> text = default;
        int[] all = [.. Enumerable.Range(0, size)];
        float[] shares = [];
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            getBag(ref bag);
            var values = bag.GetValues();
            float sum = TensorPrimitives.Sum(values);
            if (!float.IsFinite(sum) || (values.Length > 0 && TensorPrimitives.Min(values) < 0))
                throw new InvalidDataException(
                    $"Row {cursor.Position} of the column '{bagColumnName}' has a weight that is negative or not finite.");
            if (sum == 0) continue;
            if (shares.Length < values.Length) shares = new float[values.Length];
            TensorPrimitives.Divide(values, sum, shares);
            weights.Add(bag.IsDense ? all : bag.GetIndices(), shares.AsSpan(0, values.Length));
            getText(ref text);
            texts.Add(text.ToString());
        }
        return texts.Count > 0
            ? new(words, texts, weights.Build())
            : throw new InvalidDataException($"No row has a word in the column '{bagColumnName}', so there is nothing to learn.");
    }
}
