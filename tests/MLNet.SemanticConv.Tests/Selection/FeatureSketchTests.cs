using System.Numerics.Tensors;

namespace MLNet.SemanticConv.Tests.Selection;

public sealed class FeatureSketchTests
{
    [Fact]
    public void Inner_products_stay_about_what_they_were()
    {
        Random random = new(1);
        double squares = 0;
        const int Pairs = 200;
        for (int pair = 0; pair < Pairs; pair++)
        {
            var (indices, values) = Unit(random);
            float[] others = [.. values];
            for (int i = 0; i < others.Length / 2; i++) others[i] = -others[i];   // half of the words speak against
            double before = TensorPrimitives.Dot<float>(values, others);
            double after = TensorPrimitives.Dot<float>(FeatureSketch.Of(indices, values), FeatureSketch.Of(indices, others));
            squares += (after - before) * (after - before);
        }
        Assert.InRange(Math.Sqrt(squares / Pairs), 0, 2 / Math.Sqrt(FeatureSketch.Size));
    }

    [Fact]
    public void A_sketch_has_unit_length_whatever_the_length_of_the_features()
    {
        var (indices, values) = Unit(new(2));
        float[] sketch = FeatureSketch.Of(indices, values);
        Assert.Equal(1, TensorPrimitives.Norm<float>(sketch), 5);
        float[] threefold = FeatureSketch.Of(indices, Array.ConvertAll(values, value => 3 * value));
        for (int i = 0; i < sketch.Length; i++) Assert.Equal(sketch[i], threefold[i], 5);
    }

    [Fact]
    public void Dense_features_are_sketched_as_sparse_ones_are()
        => Assert.Equal(FeatureSketch.Of([1, 3], [0.5f, -2]), FeatureSketch.Of([], [0, 0.5f, 0, -2]));

    [Fact]
    public void Nothing_is_sketched_as_zeros() => Assert.All(FeatureSketch.Of([], []), value => Assert.Equal(0, value));

    private static (int[] Indices, float[] Values) Unit(Random random)
    {
        int[] indices = [.. Enumerable.Range(0, 60).Select(_ => random.Next(50_000)).Distinct().Order()];
        float[] values = [.. indices.Select(_ => random.NextSingle())];
        TensorPrimitives.Divide(values, TensorPrimitives.Norm<float>(values), values);
        return (indices, values);
    }
}
