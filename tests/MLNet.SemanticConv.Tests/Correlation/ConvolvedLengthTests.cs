using CsCheck;

namespace MLNet.SemanticConv.Tests.Correlation;

public sealed class ConvolvedLengthTests
{
    [Fact]
    public void It_is_the_length_of_x_plus_x_times_C()
    {
        var matrix = MatrixMaker.From(["a", "b", "c"], [[0, 0.5f, 0], [0.25f, 0, 0], [0, 0, 1]]);
        // y = (2 + 4·0.25, 4 + 2·0.5, 0) = (3, 5, 0), then (0, 0, 2)
        var length = new ConvolvedLength(matrix);
        Assert.Equal(Math.Sqrt(34), length.Of([0, 1], [2, 4]), 1e-6);
        Assert.Equal(2, length.Of([2], [1]));
        Assert.Equal(0, length.Of([], []));
    }

    [Fact]
    public void It_is_that_of_the_row_that_the_convolver_makes()
    {
        Gen.Select(Gen.Int[1, 3000], Gen.Int[0, 40], Gen.Int[0, 1000]).Sample((size, entries, seed) =>
        {
            var random = new Random(seed);
            var matrix = MatrixMaker.Random(size, entries, seed);
            var (length, convolver) = (new ConvolvedLength(matrix), new RowConvolver(matrix));
            for (int row = 0; row < 3; row++)
            {
                int[] indices = [.. Enumerable.Range(0, size).Where(_ => random.Next(size) < 20)];
                float[] values = [.. indices.Select(_ => random.Next(5) == 0 ? 0 : random.NextSingle() - 0.3f)];
                int most = convolver.Add(indices, values);
                float[] sums = new float[most];
                double expected = Math.Sqrt(sums[..convolver.Take(new int[most], sums)].Sum(x => (double)x * x));
                Assert.Equal(expected, length.Of(indices, values), 1e-5 * (1 + expected));
            }
        }, iter: 200);
    }
}
