using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>M has the word vectors as rows: a word counts as its vector.</summary>
internal sealed class MeanMap(VectorAverager averager) : FeatureMap
{
    private readonly int[] _dimensions = [.. Enumerable.Range(0, averager.Dimensions)];

    public override int WordCount => averager.RowOfSlot.Length;

    public override int FeatureCount => averager.Dimensions;

    public override (int[] Features, float[] Values) RowOf(int word)
        => averager.VectorOf(word) is { Length: > 0 } vector ? (_dimensions, vector.ToArray()) : ([], []);

    public override Length CreateLength()
    {
        float[] sum = new float[averager.Dimensions];
        return (words, values) =>
        {
            averager.Sum(words, values, sum);
            return TensorPrimitives.Norm<float>(sum);
        };
    }
}
