using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// Follows the features of a row back through a pipeline to the words that they come from. A convolution hands each share on as x·(I +
/// C); a concatenation puts shares side by side; a mean of word vectors is a sum over the words; a stage that keeps the slots, their names
/// and their zeros, such as TF-IDF or a norm, scales them. Whatever else makes a column, such as the bag of words, is where the words
/// are found.
/// </summary>
internal sealed class FeatureTrace
{
    /// <summary>What a word counts as through its vector.</summary>
    private const string Meaning = "(meaning)";

    private readonly IReadOnlyList<ITransformer> _stages;
    private readonly IDataView[] _views;   // view i is what stage i reads, the last one what the last stage makes
    private readonly StageSlotNames _names;

    /// <param name="stages">The pipeline.</param>
    /// <param name="names">What is known of its slot names, of input with this schema.</param>
    /// <param name="rows">Its input. The first row is read, each time anew.</param>
    public FeatureTrace(IReadOnlyList<ITransformer> stages, StageSlotNames names, IDataView rows)
    {
        (_stages, _names, _views) = (stages, names, new IDataView[stages.Count + 1]);
        _views[0] = rows;
        for (int i = 0; i < stages.Count; i++) _views[i + 1] = stages[i].Transform(_views[i]);
    }

    /// <summary>The value of a column after the last stage.</summary>
    public T Read<T>(string columnName) => Read<T>(_views.Length - 1, Columns.Named(_views[^1].Schema, columnName));

    /// <summary>The shares of a column that the last stage reads.</summary>
    public IReadOnlyList<FeatureShare> SharesOf(string columnName)
        => Follow(_views.Length - 2, Columns.Named(_views[^2].Schema, columnName));

    private List<FeatureShare> Follow(int view, DataViewSchema.Column column)
    {
        if (view == 0) return Own(view, column);
        var (stage, input) = (_stages[view - 1], _views[view - 1].Schema);
        if (Concatenation.PartsOf(stage, column.Name) is { } parts) return SideBySide(view - 1, parts.Select(name => input[name]));
        if (SourceOf(stage, input, column) is not { } source) return Own(view, column);
        if (stage is WordVectorAveragingTransformer mean && mean.OutputColumnName == column.Name)
            return Average(Follow(view - 1, source), mean.Averager);
        if (!source.Type.Equals(column.Type)) return Own(view, column);
        if (stage is SemanticConvolutionTransformer convolution && convolution.OutputColumnName == column.Name)
            return Convolve(Follow(view - 1, source), convolution.Matrix);
        return StageSlotNames.AreSame(_names.Of(view - 1, source), _names.Of(view, column))
            && Scale(Follow(view - 1, source), Read<VBuffer<float>>(view, column)) is { } scaled
            ? scaled
            : Own(view, column);
    }

    /// <summary>The only column that another depends on, or null.</summary>
    private static DataViewSchema.Column? SourceOf(ITransformer stage, DataViewSchema input, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType { Size: > 0 }) return null;
        if (!stage.IsRowToRowMapper) return input.GetColumnOrNull(column.Name);   // it drops rows or columns
        var mapper = stage.GetRowToRowMapper(input);
        return mapper.GetDependencies([mapper.OutputSchema[column.Name]]).ToArray() is [var only] ? only : null;
    }

    private List<FeatureShare> SideBySide(int view, IEnumerable<DataViewSchema.Column> columns)
    {
        List<FeatureShare> all = [];
        int offset = 0;
        foreach (var column in columns)
        {
            all.AddRange(Follow(view, column).Select(share => share with { Slot = share.Slot + offset }));
            offset += column.Type is VectorDataViewType vector ? vector.Size : 1;
        }
        return all;
    }

    private static List<FeatureShare> Convolve(List<FeatureShare> shares, CorrelationMatrix matrix)
    {
        List<FeatureShare> convolved = [];
        foreach (var share in shares)
        {
            var columns = matrix.Columns(share.Slot);
            var weights = matrix.Weights(share.Slot);
            double own = 1;
            for (int i = 0; i < columns.Length; i++)
            {
                if (columns[i] == share.Slot) own += weights[i];
                else convolved.Add(Times(share with { Slot = columns[i], Feature = matrix.Vocabulary[columns[i]] }, weights[i]));
            }
            convolved.Add(Times(share, own));
        }
        return convolved;

        static FeatureShare Times(FeatureShare share, double weight)
            => share with { Correlation = share.Correlation * weight, Amount = share.Amount * weight };
    }

    private static List<FeatureShare> Average(List<FeatureShare> shares, VectorAverager averager)
    {
        int dimensions = averager.Dimensions;
        var known = shares.Where(share => averager.RowOfSlot[share.Slot] >= 0).ToList();
        ReadOnlySpan<float> VectorOf(FeatureShare share)
            => averager.Vectors.AsSpan(averager.RowOfSlot[share.Slot] * dimensions, dimensions);
        double[] sum = new double[dimensions];
        foreach (var share in known)
            for (int k = 0; k < dimensions; k++) sum[k] += share.Amount * VectorOf(share)[k];
        double norm = Math.Sqrt(sum.Sum(x => x * x));
        List<FeatureShare> averaged = [];
        foreach (var share in known)
            for (int k = 0; k < dimensions && norm > 0; k++)
                averaged.Add(new(k, Meaning, share.Word, share.Correlation, share.Amount * VectorOf(share)[k] / norm));
        return averaged;
    }

    /// <summary>The shares in proportion, so that they sum to the values given; null where a value has no share.</summary>
    private static List<FeatureShare>? Scale(List<FeatureShare> shares, VBuffer<float> values)
    {
        Dictionary<int, double> sums = [];
        foreach (var share in shares) sums[share.Slot] = sums.GetValueOrDefault(share.Slot) + share.Amount;
        foreach (var (slot, value) in values.Items())
            if (value != 0 && sums.GetValueOrDefault(slot) == 0) return null;
        return [.. shares.Where(share => sums[share.Slot] != 0)
            .Select(share => share with { Amount = share.Amount / sums[share.Slot] * values.GetItemOrDefault(share.Slot) })];
    }

    private List<FeatureShare> Own(int view, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType) return [new(0, column.Name, column.Name, 1, Read<float>(view, column))];
        string[]? names = _names.Of(view, column);
        string Name(int slot) => names?[slot] ?? $"{column.Name}[{slot}]";
        return [.. Read<VBuffer<float>>(view, column).Items().Where(item => item.Value != 0)
            .Select(item => new FeatureShare(item.Key, Name(item.Key), Name(item.Key), 1, item.Value))];
    }

    private T Read<T>(int view, DataViewSchema.Column column)
    {
        using var cursor = _views[view].GetRowCursor([_views[view].Schema[column.Index]]);
        if (!cursor.MoveNext()) throw new ArgumentException("The data has no row to explain.");
        T value = default!;
        cursor.GetGetter<T>(cursor.Schema[column.Index])(ref value);
        return value;
    }
}
