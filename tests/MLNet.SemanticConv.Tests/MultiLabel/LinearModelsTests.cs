using CsCheck;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public class LinearModelsTests
{
    // Fewer and more models than a register has lanes.
    [Fact]
    public void Scores_are_sums_in_the_order_of_the_features_to_the_bit_for_sparse_and_dense_rows()
        => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 30], Gen.Int[0, 1000]).Sample((models, features, seed) =>
        {
            var random = new Random(seed);
            var labels = Enumerable.Range(0, models).Select(_ => Model(random, features)).ToArray();
            var packed = LinearModels.Pack(labels, features);
            float[] x = [.. Enumerable.Range(0, features).Select(_ => random.Next(2) == 0 ? 0 : random.NextSingle() - 0.5f)];
            int[] indices = [.. Enumerable.Range(0, features).Where(i => x[i] != 0)];
            float[] expected = Array.ConvertAll(labels, label => Score(label, x)), dense = new float[models], sparse = new float[models];
            packed.Score([], x, dense);
            packed.Score(indices, Array.ConvertAll(indices, i => x[i]), sparse);
            Assert.Equal(expected, dense);
            Assert.Equal(expected, sparse);
        }, iter: 500);

    // Two features, of which the first has the one row of weights; 3 models.
    [Theory]
    [InlineData(-1, 0, -1)]
    [InlineData(3, 0, -1)]
    [InlineData(1, 1, -1)]
    [InlineData(1, -2, 0)]
    [InlineData(1, 0, 2)]
    public void A_table_of_features_that_points_outside_the_weights_is_refused(int rows, int first, int second)
    {
        static byte[] File(int rows, int first, int second)
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            foreach (int count in new[] { 3, 2, rows }) writer.Write(count);
            for (int model = 0; model < 3; model++) writer.Write(0f);
            writer.Write(first);
            writer.Write(second);
            for (int weight = 0; weight < 12; weight++) writer.Write(1f);
            return stream.ToArray();
        }

        static LinearModels Read(byte[] file) => LinearModels.Read(new(new MemoryStream(file)));
        Read(File(1, 0, -1));
        Assert.Contains("table of features", Assert.Throws<InvalidDataException>(() => Read(File(rows, first, second))).Message);
    }

    private static LinearLabelModel Model(Random random, int features)
    {
        int[] weighed = [.. Enumerable.Range(0, features).Where(_ => random.Next(3) == 0)];
        return new(weighed, Array.ConvertAll(weighed, _ => random.NextSingle() - 0.5f), random.NextSingle(), null);
    }

    private static float Score(LinearLabelModel label, float[] x)
    {
        float sum = 0;
        for (int i = 0; i < label.Features.Length; i++) sum += label.Weights[i] * x[label.Features[i]];
        return sum + label.Bias;
    }
}
