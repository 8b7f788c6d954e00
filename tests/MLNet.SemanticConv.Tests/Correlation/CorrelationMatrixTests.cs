using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.Correlation;

public class CorrelationMatrixTests
{
    private static readonly CorrelationMatrix Matrix = MatrixMaker.From(["a", "b", "c", "d"],
        [[9, 0.25f, 0.5f, 0.25f], [0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 2]]);

    [Fact]
    public void Neighbours_come_by_falling_weight_and_then_by_slot_without_the_word_itself()
    {
        Assert.Equal([new("c", 0.5f), new("b", 0.25f), new("d", 0.25f)], Matrix.Neighbors("a"));
        Assert.Empty(Matrix.Neighbors("b"));
        Assert.Empty(Matrix.Neighbors("d"));
    }

    [Fact]
    public void A_word_that_is_no_slot_is_named()
        => Assert.Contains("'z'", Assert.Throws<KeyNotFoundException>(() => Matrix.Neighbors("z")).Message);

    [Fact]
    public void A_row_that_is_not_there_is_refused() => Assert.Throws<ArgumentOutOfRangeException>("row", () => Matrix.Columns(4).Length);

    [Fact]
    public void Rows_have_rising_columns_and_their_weights()
    {
        Assert.Equal((4, 6), (Matrix.Size, Matrix.EntryCount));
        Assert.Equal([0, 1, 2, 3], Matrix.Columns(0).ToArray());
        Assert.Equal([9, 0.25f, 0.5f, 0.25f], Matrix.Weights(0).ToArray());
    }

    [Fact]
    public void Statistics_count_what_is_beside_the_diagonal()
    {
        var statistics = Matrix.GetStatistics(hubs: 2);
        Assert.Equal((4, 2, 4, 3), (statistics.Slots, statistics.SlotsWithNeighbors, statistics.Neighbors, statistics.MostNeighbors));
        Assert.Equal(2, statistics.NeighborsPerSlot);
        Assert.Equal(0.5, statistics.MeanWeight);
        Assert.Equal([("b", 2), ("c", 1)], statistics.Hubs);
    }

    [Fact]
    public void Statistics_of_an_empty_matrix_are_zero()
    {
        var statistics = MatrixMaker.From(["a", "b"], [[1, 0], [0, 1]]).GetStatistics();
        Assert.Equal((0, 0.0, 0.0), (statistics.SlotsWithNeighbors, statistics.NeighborsPerSlot, statistics.MeanWeight));
        Assert.Empty(statistics.Hubs);
    }

    [Fact]
    public void An_explanation_tells_which_word_adds_how_much_to_which()
    {
        var bag = new VBuffer<float>(4, 2, [2f, 3f], [0, 2]);
        Assert.Equal(
            [new("a", "a", 9, 18), new("c", "b", 1, 3), new("a", "c", 0.5f, 1), new("a", "b", 0.25f, 0.5f), new("a", "d", 0.25f, 0.5f)],
            Matrix.Explain(bag));
    }

    [Fact]
    public void An_explanation_adds_up_to_what_the_convolution_adds()
    {
        var matrix = MatrixMaker.Random(50, 7);
        var bag = new VBuffer<float>(50, 3, [1f, 2f, 4f], [3, 20, 41]);
        VBuffer<float> convolved = default;
        new RowConvolver(matrix).Convolve(bag, ref convolved);
        var explained = matrix.Explain(bag).GroupBy(part => part.Target)
            .ToDictionary(parts => parts.Key, parts => parts.Sum(part => part.Amount));
        for (int slot = 0; slot < 50; slot++)
            Assert.Equal(convolved.GetItemOrDefault(slot) - bag.GetItemOrDefault(slot),
                explained.GetValueOrDefault(matrix.Vocabulary[slot]), 1e-5f);
    }

    [Fact]
    public void A_bag_of_another_size_is_not_explained()
        => Assert.Contains("3 slots, the correlation matrix 4",
            Assert.Throws<ArgumentException>(() => Matrix.Explain(new VBuffer<float>(3, new float[3]))).Message);
}
