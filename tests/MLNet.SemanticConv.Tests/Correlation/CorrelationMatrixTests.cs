namespace MLNet.SemanticConv.Tests.Correlation;

public class CorrelationMatrixTests
{
    private static readonly CorrelationMatrix Matrix = MatrixMaker.From(["a", "b", "c", "d"], [[9, 0.25f, 0.5f, 0.25f], [0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 2]]);

    [Fact]
    public void Neighbours_come_by_falling_weight_and_then_by_slot_without_the_word_itself()
    {
        Assert.Equal([new("c", 0.5f), new("b", 0.25f), new("d", 0.25f)], Matrix.Neighbors("a"));
        Assert.Empty(Matrix.Neighbors("b"));
        Assert.Empty(Matrix.Neighbors("d"));
    }

    [Fact]
    public void A_word_that_is_no_slot_is_named() => Assert.Contains("'z'", Assert.Throws<KeyNotFoundException>(() => Matrix.Neighbors("z")).Message);

    [Fact]
    public void A_row_that_is_not_there_is_refused() => Assert.Throws<ArgumentOutOfRangeException>("row", () => Matrix.Columns(4).Length);

    [Fact]
    public void Rows_have_rising_columns_and_their_weights()
    {
        Assert.Equal((4, 6), (Matrix.Size, Matrix.EntryCount));
        Assert.Equal([0, 1, 2, 3], Matrix.Columns(0).ToArray());
        Assert.Equal([9, 0.25f, 0.5f, 0.25f], Matrix.Weights(0).ToArray());
    }
}
