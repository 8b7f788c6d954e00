using CsCheck;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.Correlation;

public class RowConvolverTests
{
    [Theory]
    [InlineData("blog.mtx", "convolved-blog.mtx")]
    [InlineData("default.mtx", "convolved-default.mtx")]
    public void Rows_are_those_of_SciPys_X_plus_X_times_C_to_the_bit(string matrix, string convolved)
    {
        var convolver = new RowConvolver(GoldenData.Matrix(matrix));
        var (counts, expected) = (GoldenData.Rows("counts.mtx"), GoldenData.Rows(convolved));
        for (int row = 0; row < counts.Length; row++)
        {
            var (indices, values) = Convolve(convolver, [.. counts[row].Keys], [.. counts[row].Values]);
            Assert.Equal(expected[row].Keys, indices);
            Assert.Equal(expected[row].Values, values);
        }
    }

    [Fact]
    public void A_word_adds_its_count_times_the_weight_to_its_neighbours()
    {
        var matrix = MatrixMaker.From(["a", "b", "c"], [[0, 0.5f, 0], [0.25f, 0, 0], [0, 0, 1]]);
        // y = (2 + 4·0.25, 4 + 2·0.5, 0): c is neither there nor a neighbour of what is.
        var (indices, values) = Convolve(new(matrix), [0, 1], [2, 4]);
        Assert.Equal([0, 1], indices);
        Assert.Equal([3, 5], values);
    }

    [Fact]
    public void Sparse_and_dense_input_give_the_same_row()
    {
        Gen.Select(Gen.Int[1, 300], Gen.Int[0, 30], Gen.Int[0, 1000]).Sample((size, entries, seed) =>
        {
            var random = new Random(seed);
            var convolver = new RowConvolver(MatrixMaker.Random(size, entries, seed));
            float[] dense = [.. Enumerable.Range(0, size).Select(_ => random.Next(4) == 0 ? random.Next(-3, 4) : 0f)];
            int[] indices = [.. Enumerable.Range(0, size).Where(_ => random.Next(3) == 0 || dense[_] != 0)];
            VBuffer<float> fromDense = default, fromSparse = default;
            convolver.Convolve(new VBuffer<float>(size, dense), ref fromDense);
            convolver.Convolve(new VBuffer<float>(size, indices.Length, [.. indices.Select(i => dense[i])], indices), ref fromSparse);
            Assert.Equal(fromDense.GetIndices().ToArray(), fromSparse.GetIndices().ToArray());
            Assert.Equal(fromDense.GetValues().ToArray(), fromSparse.GetValues().ToArray());
        }, iter: 200);
    }

    [Fact]
    public void Every_row_is_x_plus_x_times_C_summed_in_the_documented_order()
    {
        Gen.Select(Gen.Int[1, 9000], Gen.Int[0, 40], Gen.Int[0, 1000]).Sample((size, entries, seed) =>
        {
            var random = new Random(seed);
            var matrix = MatrixMaker.Random(size, entries, seed);
            var convolver = new RowConvolver(matrix);
            for (int row = 0; row < 3; row++)
            {
                int[] indices = [.. Enumerable.Range(0, size).Where(_ => random.Next(size) < 20)];
                float[] values = [.. indices.Select(_ => random.NextSingle())];
                var expected = Reference(matrix, indices, values);
                VBuffer<float> actual = default;
                convolver.Convolve(new VBuffer<float>(size, indices.Length, values, indices), ref actual);
                Assert.Equal(expected, actual.DenseValues().ToArray());
            }
        }, iter: 50);
    }

    [Fact]
    public void Rows_with_more_terms_than_wait_at_once_are_summed_in_the_same_order()
    {
        const int Size = 700;
        var matrix = MatrixMaker.Random(Size, 300);
        var random = new Random(2);
        int[] indices = [.. Enumerable.Range(0, Size)];
        // With a zero: it touches nothing.
        float[] values = [.. indices.Select(i => i == 5 ? 0 : random.NextSingle())];
        VBuffer<float> actual = default;
        new RowConvolver(matrix).Convolve(new VBuffer<float>(Size, Size, values, indices), ref actual);
        Assert.Equal(Reference(matrix, indices, values), actual.DenseValues().ToArray());
    }

    [Fact]
    public void A_row_is_dense_where_that_is_smaller()
    {
        var convolver = new RowConvolver(MatrixMaker.From(["a", "b", "c", "d"], [[0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]));
        VBuffer<float> two = default, one = default;
        convolver.Convolve(new VBuffer<float>(4, 1, [3f], [0]), ref two);
        convolver.Convolve(new VBuffer<float>(4, 1, [3f], [2]), ref one);
        Assert.True(two.IsDense);
        Assert.Equal([3, 3, 0, 0], two.DenseValues());
        Assert.False(one.IsDense);
        Assert.Equal([0, 0, 3, 0], one.DenseValues());
    }

    [Fact]
    public void A_row_of_few_slots_is_sparse_however_often_they_are_added_to()
    {
        // Five sums, all of two slots in six.
        var convolver = new RowConvolver(MatrixMaker.From(
            ["a", "b", "c", "d", "e", "f"],
            [[1, 1, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]]));
        VBuffer<float> y = default;
        convolver.Convolve(new VBuffer<float>(6, 2, [1f, 2f], [0, 1]), ref y);
        Assert.False(y.IsDense);
        Assert.Equal([4, 3, 0, 0, 0, 0], y.DenseValues());
    }

    [Fact]
    public void No_memory_is_taken_per_row()
    {
        const int Size = 5000;
        var convolver = new RowConvolver(MatrixMaker.Random(Size, 20));
        int[] indices = [.. Enumerable.Range(0, 60).Select(i => i * 80)];
        var row = new VBuffer<float>(Size, 60, [.. indices.Select(i => i + 0.5f)], indices);
        VBuffer<float> result = default;
        convolver.Convolve(row, ref result);
        // The runtime may take memory once, for a method that it compiles anew; rows would take some each time.
        Assert.Contains(Enumerable.Range(0, 10), _ => AllocatedBy(() => convolver.Convolve(row, ref result)) == 0);

        static long AllocatedBy(Action convolve)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++) convolve();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void A_row_of_another_length_than_the_matrix_is_refused()
    {
        var convolver = new RowConvolver(MatrixMaker.Random(4, 2));
        VBuffer<float> result = default;
        Assert.Contains("5 slots, the correlation matrix 4",
            Assert.Throws<ArgumentException>(() => convolver.Convolve(new VBuffer<float>(5, new float[5]), ref result)).Message);
    }

    private static (int[] Indices, float[] Values) Convolve(RowConvolver convolver, int[] indices, float[] values)
    {
        int most = convolver.Add(indices, values);
        int[] slots = new int[most];
        float[] sums = new float[most];
        int count = convolver.Take(slots, sums);
        return (slots[..count], sums[..count]);
    }

    private static float[] Reference(CorrelationMatrix matrix, int[] indices, float[] values)
    {
        float[] sums = new float[matrix.Size];
        for (int i = 0; i < indices.Length; i++)
            for (int e = 0; e < matrix.Columns(indices[i]).Length; e++)
                sums[matrix.Columns(indices[i])[e]] += values[i] * matrix.Weights(indices[i])[e];
        for (int i = 0; i < indices.Length; i++) sums[indices[i]] = values[i] + sums[indices[i]];
        return sums;
    }
}
