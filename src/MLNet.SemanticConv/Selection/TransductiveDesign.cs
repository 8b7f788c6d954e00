using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>
/// How much the labels of a text would say about texts in general, whatever the labels are: vᵀACAv / (1 + vᵀAv), the amount by which the
/// variance of a ridge regression's predictions for a sample of texts falls, with A = (λI + Σvvᵀ)⁻¹ over the texts labelled or chosen so
/// far and C = Σvvᵀ over the sample (transductive experimental design, Yu, Bi and Tresp 2006). It is greatest for texts that are like many
/// others and unlike those labelled.
/// </summary>
internal sealed class TransductiveDesign
{
    private const float Lambda = 1;

    private readonly float[][] _candidates, _images;   // v and Av
    private readonly double[] _explained, _variances;  // vᵀACAv and vᵀAv
    private readonly float[][] _sample;                // C, row by row

    /// <param name="candidates">The texts to choose from; those of the sample come first.</param>
    /// <param name="sampleCount">How many belong to the sample.</param>
    /// <param name="labeled">The texts that are labelled.</param>
    public TransductiveDesign(float[][] candidates, int sampleCount, IEnumerable<float[]> labeled)
    {
        _candidates = candidates;
        int size = candidates.Length > 0 ? candidates[0].Length : 0;
        _sample = Zeros(size);
        foreach (float[] v in candidates.AsSpan(0, sampleCount)) AddOuter(_sample, v, 1);
        float[][] inverse = Zeros(size);
        for (int i = 0; i < size; i++) inverse[i][i] = 1 / Lambda;
        foreach (float[] v in labeled)
        {
            float[] image = Multiply(inverse, v);
            AddOuter(inverse, image, -1 / (1 + TensorPrimitives.Dot<float>(v, image)));   // Sherman and Morrison
        }
        _images = Array.ConvertAll(candidates, v => Multiply(inverse, v));
        _explained = Array.ConvertAll(_images, image => (double)TensorPrimitives.Dot<float>(image, Multiply(_sample, image)));
        _variances = [.. candidates.Zip(_images, (v, image) => (double)TensorPrimitives.Dot<float>(v, image))];
    }

    /// <summary>How much the labels of a candidate would say.</summary>
    public double GainOf(int candidate) => _explained[candidate] / (1 + _variances[candidate]);

    /// <summary>Counts a candidate among the labelled texts from now on.</summary>
    public void Choose(int candidate)
    {
        float[] image = [.. _images[candidate]], ofSample = Multiply(_sample, image);
        double scale = 1 + _variances[candidate], own = _explained[candidate];
        for (int i = 0; i < _candidates.Length; i++)
        {
            double share = TensorPrimitives.Dot<float>(image, _candidates[i]) / scale;
            _explained[i] += share * (share * own - 2 * TensorPrimitives.Dot<float>(_images[i], ofSample));
            _variances[i] -= share * share * scale;
            TensorPrimitives.MultiplyAdd(image, (float)-share, _images[i], _images[i]);
        }
    }

    private static float[][] Zeros(int size) => [.. Enumerable.Range(0, size).Select(_ => new float[size])];

    /// <summary>M += factor · vvᵀ.</summary>
    private static void AddOuter(float[][] matrix, float[] v, float factor)
    {
        for (int i = 0; i < v.Length; i++)
            if (v[i] != 0) TensorPrimitives.MultiplyAdd(v, factor * v[i], matrix[i], matrix[i]);
    }

    private static float[] Multiply(float[][] matrix, float[] v)
        => Array.ConvertAll(matrix, row => TensorPrimitives.Dot<float>(row, v));
}
