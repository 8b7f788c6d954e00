using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// Chooses a batch among candidates one by one. What a text would teach counts more where it is like many others (information density,
/// Settles and Craven 2008), less where it is like one that was chosen, and less for labels of which examples are already expected.
/// </summary>
internal sealed class BatchSelection
{
    private const int LabelsOfText = 8;
    private const double Least = 1e-6;

    private readonly (long Row, string Text)[] _candidates;
    private readonly CloseCalls _calls;
    private readonly double _diversity;
    private readonly double[] _rareness;
    private readonly FeatureRows _features;
    private readonly float[][] _probabilities;
    private readonly (int Label, float Distance)[][] _closest;   // of each candidate; labels further off never become the closest
    private readonly double[] _similarity;
    private readonly float[] _dense;
    private readonly bool[] _chosen;

    /// <param name="candidates">The candidates, each text once, those drawn at random first.</param>
    /// <param name="sampleCount">How many were drawn at random: they tell what texts are like.</param>
    /// <param name="scorer">The model.</param>
    /// <param name="calls">What texts teach.</param>
    /// <param name="weights">What else counts.</param>
    public BatchSelection(
        (long Row, string Text)[] candidates, int sampleCount, TextScorer scorer, CloseCalls calls, SelectionWeights weights)
    {
        (_candidates, _calls, _diversity) = (candidates, calls, weights.Diversity);
        _probabilities = new float[candidates.Length][];
        _closest = new (int, float)[candidates.Length][];
        _features = Read(scorer.Transform(Array.ConvertAll(candidates, candidate => candidate.Text.AsMemory())), scorer.Tagger);
        _rareness = Rareness(sampleCount, weights.Density);
        (_similarity, _dense, _chosen) = (new double[candidates.Length], new float[_features.Size], new bool[candidates.Length]);
    }

    /// <summary>Takes a candidate into the batch.</summary>
    public void Take(int candidate)
    {
        _chosen[candidate] = true;
        _calls.Choose(_probabilities[candidate]);
        if (_diversity > 0) Compare(candidate);
    }

    /// <summary>The candidate whose tags would teach most beside those chosen.</summary>
    public int Best()
    {
        int best = -1;
        double least = double.PositiveInfinity;
        for (int i = 0; i < _candidates.Length; i++)
        {
            if (_chosen[i]) continue;
            double value = ClosestOf(i) + _rareness[i] + Penalty(_similarity[i]);
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

    // Values are −ln of what a text teaches: a copy of one that was chosen teaches nothing.
    private double Penalty(double similarity) => _diversity == 0 ? 0 : -_diversity * Math.Log(Math.Max(Least, 1 - similarity * similarity));

    /// <summary>−density · ln of each candidate's mean cosine with those drawn at random.</summary>
    private double[] Rareness(int sampleCount, double density)
    {
        double[] rareness = new double[_candidates.Length];
        if (density == 0 || sampleCount == 0) return rareness;
        float[] mean = new float[_features.Size];
        for (int i = 0; i < sampleCount; i++)
        {
            var row = _features[i];
            double weight = InverseNorm(i) / sampleCount;
            for (int j = 0; j < row.Indices.Length; j++) mean[row.Indices[j]] += (float)(weight * row.Values[j]);
        }
        for (int i = 0; i < rareness.Length; i++)
            rareness[i] = -density * Math.Log(Math.Max(Least, InverseNorm(i) * _features[i].Dot(mean)));
        return rareness;
    }

    private double InverseNorm(int row) => _features.SquaredNorms[row] is > 0 and var squared ? 1 / Math.Sqrt(squared) : 0;

    private void Compare(int chosen)
    {
        var own = _features[chosen];
        for (int i = 0; i < own.Indices.Length; i++) _dense[own.Indices[i]] = own.Values[i];
        for (int i = 0; i < _candidates.Length; i++)
        {
            if (_chosen[i]) continue;
            _similarity[i] = Math.Max(_similarity[i], Math.Min(1, _features[i].Dot(_dense) * InverseNorm(chosen) * InverseNorm(i)));
        }
        foreach (int index in own.Indices) _dense[index] = 0;
    }

    private FeatureRows Read(IDataView scored, OneVersusRestTransformer tagger)
    {
        var (features, size) = Columns.FloatVector(scored.Schema, tagger.FeatureColumnName);
        var scores = scored.Schema[OneVersusRestTransformer.ScoresName];
        var probabilities = scored.Schema[OneVersusRestTransformer.ProbabilitiesName];
        using var cursor = scored.GetRowCursor([features, scores, probabilities]);
        var getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        var getScores = cursor.GetGetter<VBuffer<float>>(scores);
        var getProbabilities = cursor.GetGetter<VBuffer<float>>(probabilities);
        VBuffer<float> x = default, score = default, probability = default;
        var rows = new FeatureRows.Builder(size);
        float[] distances = new float[tagger.Labels.Count];
        for (int i = 0; cursor.MoveNext(); i++)
        {
            getFeatures(ref x);
            getScores(ref score);
            getProbabilities(ref probability);
            rows.Add(x.GetIndices(), x.GetValues());
            _probabilities[i] = [.. probability.DenseValues()];
            _calls.Distances([.. score.DenseValues()], distances);
            _closest[i] = [.. Enumerable.Range(0, distances.Length).OrderBy(k => distances[k] + _calls.Handicaps[k]).Take(LabelsOfText)
                .Select(k => (k, distances[k]))];
        }
        return rows.Build();
    }
}
