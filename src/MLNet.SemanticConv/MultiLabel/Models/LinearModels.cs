using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>
/// K linear models scored together: a matrix with a row of K weights for each feature that any model weighs, so that a row of x reads one
/// contiguous stretch for each value it has, whatever K.
/// </summary>
internal sealed partial class LinearModels
{
    private readonly int[] _rowOfFeature;   // −1 where no model weighs the feature
    private readonly float[][] _weights;
    private readonly float[] _biases, _zeros;

    private LinearModels(int[] rowOfFeature, float[][] weights, float[] biases)
        => (_rowOfFeature, _weights, _biases, _zeros) = (rowOfFeature, weights, biases, new float[biases.Length]);

    /// <summary>The number of features, V.</summary>
    public int FeatureCount => _rowOfFeature.Length;

    /// <summary>The number of models, K.</summary>
    public int Count => _biases.Length;

    public static LinearModels Pack(IReadOnlyList<LinearLabelModel> models, int featureCount)
    {
        int[] rowOfFeature = new int[featureCount];
        foreach (var model in models)
            foreach (int feature in model.Features) rowOfFeature[feature] = 1;
        int rows = 0;
        foreach (ref int row in rowOfFeature.AsSpan()) row = row == 0 ? -1 : rows++;

        float[][] weights = new float[rows][];
        for (int row = 0; row < rows; row++) weights[row] = new float[models.Count];
        for (int k = 0; k < models.Count; k++)
            for (int i = 0; i < models[k].Features.Length; i++) weights[rowOfFeature[models[k].Features[i]]][k] = models[k].Weights[i];
        return new(rowOfFeature, weights, [.. models.Select(model => model.Bias)]);
    }

    /// <summary>scores = x · W + b.</summary>
    /// <param name="indices">Rising indices, or nothing where <paramref name="values"/> is dense.</param>
    /// <param name="values">The values of x.</param>
    /// <param name="scores">Receives K scores.</param>
    public void Score(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> scores)
    {
        Multiply(indices, values, scores);
        AddBiases(scores);
    }

    /// <summary>x · W.</summary>
    /// <param name="indices">Indices, or nothing where <paramref name="values"/> is dense.</param>
    /// <param name="values">The values of x.</param>
    /// <param name="products">Receives K sums.</param>
    public void Multiply(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> products)
    {
        products.Clear();
        for (int i = 0; i < values.Length;)
        {
            var (a, w) = Next(indices, values, ref i);
            var (b, x) = Next(indices, values, ref i);
            var (c, y) = Next(indices, values, ref i);
            var (d, z) = Next(indices, values, ref i);
            WeightedRows.Add(products, w, a, x, b, y, c, z, d);
        }
    }

    /// <summary>Adds b.</summary>
    public void AddBiases(Span<float> scores) => TensorPrimitives.Add(scores, _biases, scores);

    /// <summary>The next row of weights and the value that it is multiplied by; at the end zeros, which change no score.</summary>
    private (float[] Weights, float Value) Next(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, ref int i)
    {
        bool dense = indices.Length != values.Length;
        while (i < values.Length)
        {
            int row = _rowOfFeature[dense ? i : indices[i]];
            float value = values[i++];
            if (row >= 0) return (_weights[row], value);
        }
        return (_zeros, 0);
    }

    /// <summary>The weight that one model gives a feature.</summary>
    public float Weight(int feature, int model) => _rowOfFeature[feature] is >= 0 and int row ? _weights[row][model] : 0;

    /// <summary>Whether any model weighs a feature.</summary>
    public bool Weighs(int feature) => _rowOfFeature[feature] >= 0;

    /// <summary>The bias of a model.</summary>
    public float Bias(int model) => _biases[model];
}
