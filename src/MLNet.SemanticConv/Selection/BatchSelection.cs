using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// Chooses a batch among candidates one by one. A text is worth more if it is like many others and unlike those that are labelled or
/// chosen, and less if its closest call is about a label for which the batch already brings examples.
/// </summary>
internal sealed class BatchSelection
{
    private const int LabelsOfText = 8;
    private const double Least = 1e-12;

    private readonly CloseCalls _calls;
    private readonly double _representation;
    private readonly float[][] _probabilities;
    private readonly (int Label, float Distance)[][] _closest;   // of each candidate; labels further off never become the closest
    private readonly TransductiveDesign? _design;
    private readonly bool[] _chosen;

    /// <param name="candidates">The candidates, each text once, those drawn at random first.</param>
    /// <param name="sampleCount">How many were drawn at random: they tell what texts are like.</param>
    /// <param name="labeled">Sketches of the texts that are labelled.</param>
    /// <param name="scorer">The model.</param>
    /// <param name="calls">What texts teach.</param>
    /// <param name="weights">What else counts.</param>
    public BatchSelection(
        string[] candidates, int sampleCount, IEnumerable<float[]> labeled, TextScorer scorer, CloseCalls calls, SelectionWeights weights)
    {
        (_calls, _representation) = (calls, weights.Representation);
        _probabilities = new float[candidates.Length][];
        _closest = new (int, float)[candidates.Length][];
        _chosen = new bool[candidates.Length];
        float[][] sketches = Read(scorer, candidates);
        if (_representation > 0) _design = new(sketches, sampleCount, labeled);
    }

    /// <summary>Takes a candidate into the batch.</summary>
    public void Take(int candidate)
    {
        _chosen[candidate] = true;
        _calls.Choose(_probabilities[candidate]);
        _design?.Choose(candidate);
    }

    /// <summary>The candidate whose tags would teach most beside those chosen.</summary>
    public int Best()
    {
        int best = -1;
        double least = double.PositiveInfinity;
        for (int i = 0; i < _chosen.Length; i++)
        {
            if (_chosen[i]) continue;
            double value = ClosestOf(i);   // −ln of what a text teaches
            if (_design is not null) value -= _representation * Math.Log(Math.Max(Least, _design.GainOf(i)));
            if (best < 0 || value < least) (best, least) = (i, value);
        }
        return best;
    }

    /// <summary>The labels whose calls count as the closest for a candidate, that first, with their probabilities.</summary>
    public IEnumerable<(int Label, float Probability)> LabelsOf(int candidate, int count)
        => _closest[candidate].OrderBy(label => label.Distance + _calls.Handicaps[label.Label]).ThenBy(label => label.Label).Take(count)
            .Select(label => (label.Label, _probabilities[candidate][label.Label]));

    private float ClosestOf(int candidate)
    {
        float least = float.PositiveInfinity;
        foreach (var (label, distance) in _closest[candidate]) least = Math.Min(least, distance + _calls.Handicaps[label]);
        return least;
    }

    private float[][] Read(TextScorer scorer, string[] candidates)
    {
        OneVersusRestTransformer tagger = scorer.Tagger;
        IDataView scored = scorer.Transform(Array.ConvertAll(candidates, text => text.AsMemory()));
        var features = scored.Schema[tagger.FeatureColumnName];
        var scores = scored.Schema[OneVersusRestTransformer.ScoresName];
        var probabilities = scored.Schema[OneVersusRestTransformer.ProbabilitiesName];
        using var cursor = scored.GetRowCursor([features, scores, probabilities]);
        var getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        var getScores = cursor.GetGetter<VBuffer<float>>(scores);
        var getProbabilities = cursor.GetGetter<VBuffer<float>>(probabilities);
        VBuffer<float> x = default, score = default, probability = default;
        float[][] sketches = new float[candidates.Length][];
        float[] distances = new float[tagger.Labels.Count];
        for (int i = 0; cursor.MoveNext(); i++)
        {
            getFeatures(ref x);
            getScores(ref score);
            getProbabilities(ref probability);
            sketches[i] = FeatureSketch.Of(x.GetIndices(), x.GetValues());
            _probabilities[i] = [.. probability.DenseValues()];
            _calls.Distances([.. score.DenseValues()], distances);
            _closest[i] = [.. Enumerable.Range(0, distances.Length).OrderBy(k => distances[k] + _calls.Handicaps[k]).Take(LabelsOfText)
                .Select(k => (k, distances[k]))];
        }
        return sketches;
    }
}
