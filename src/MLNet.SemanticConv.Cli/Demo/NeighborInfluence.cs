using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary>
/// Which neighbours made the difference: how much the score of a label falls when one of them is not counted. It takes each neighbour's
/// share out of the features, normalises them again and asks the model, so it holds for every trainer.
/// </summary>
internal sealed class NeighborInfluence
{
    private readonly MLContext _ml;
    private readonly DemoResult _model;
    private readonly CorrelationMatrix _matrix;

    public NeighborInfluence(MLContext ml, DemoResult model)
        => (_ml, _model, _matrix) = (ml, model, Parts(model.Features).OfType<SemanticConvolutionTransformer>().Single().Matrix);

    /// <summary>The neighbours that raised the score of a label most.</summary>
    /// <param name="text">The text.</param>
    /// <param name="label">The label's slot.</param>
    /// <param name="count">How many, at most.</param>
    public IReadOnlyList<Influence> Of(string text, int label, int count)
    {
        IDataView row = _model.Features.Transform(_ml.Data.LoadFromEnumerable([new PlainText { Text = text }]));
        VBuffer<float> own = row.GetColumn<VBuffer<float>>("Weighted").Single(), convolved = row.GetColumn<VBuffer<float>>("Convolved").Single();
        var shares = (from word in own.Items()
                      from entry in Entries(word.Key)
                      select (Word: word.Key, entry.Neighbor, Share: word.Value * entry.Weight)).ToArray();
        float[] whole = [.. convolved.DenseValues()];
        FeatureRow[] rows = [Normalized(whole), .. shares.Select(share => Without(whole, share.Neighbor, share.Share))];
        float[] scores = Scores(rows, label);
        return [.. shares.Select((share, i) => new Influence(_matrix.Vocabulary[share.Word], _matrix.Vocabulary[share.Neighbor], scores[0] - scores[i + 1]))
            .Where(influence => influence.Score > 0)
            .OrderByDescending(influence => influence.Score)
            .Take(count)];
    }

    private IEnumerable<(int Neighbor, float Weight)> Entries(int word)
    {
        int[] columns = [.. _matrix.Columns(word)];
        float[] weights = [.. _matrix.Weights(word)];
        return columns.Zip(weights).Where(entry => entry.First != word);
    }

    private static FeatureRow Without(float[] values, int slot, float share)
    {
        float kept = values[slot];
        values[slot] -= share;
        FeatureRow row = Normalized(values);
        values[slot] = kept;
        return row;
    }

    private static FeatureRow Normalized(float[] values)
    {
        float norm = MathF.Sqrt(values.Sum(value => value * value));
        int[] slots = [.. Enumerable.Range(0, values.Length).Where(slot => values[slot] != 0)];
        return new() { Features = new(values.Length, slots.Length, [.. slots.Select(slot => values[slot] / norm)], slots) };
    }

    private float[] Scores(FeatureRow[] rows, int label)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(FeatureRow));
        schema[nameof(FeatureRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _matrix.Size);
        IDataView scored = _model.Labels.Transform(_ml.Data.LoadFromEnumerable(rows, schema));
        return [.. scored.GetColumn<VBuffer<float>>("Scores").Select(scores => scores.GetItemOrDefault(label))];
    }

    private static IEnumerable<ITransformer> Parts(ITransformer transformer)
        => transformer is IEnumerable<ITransformer> chain ? chain.SelectMany(Parts) : [transformer];

    /// <param name="Word">A word of the text.</param>
    /// <param name="Neighbor">A word that word2vec finds near it.</param>
    /// <param name="Score">How much less the label's score would be without it.</param>
    internal readonly record struct Influence(string Word, string Neighbor, float Score);

    private sealed class FeatureRow
    {
        public VBuffer<float> Features { get; set; }
    }
}
