namespace MLNet.SemanticConv.Tests.Correlation;

public class CsrBuilderTests
{
    [Fact]
    public void The_columns_of_a_row_may_come_in_any_order_but_each_once()
    {
        var builder = new CsrBuilder(3);
        builder.Add(2, 0.5f);
        builder.Add(0, 0.25f);
        builder.EndRow();
        builder.Add(1, 1);
        builder.Add(1, 2);
        Assert.Contains("Row 1 of the matrix has two entries in column 1", Assert.Throws<ArgumentException>(builder.EndRow).Message);
    }

    [Fact]
    public void A_matrix_without_neighbours_has_no_hubs()
    {
        var statistics = MatrixMaker.From(["a", "b"], [[1, 0], [0, 1]]).GetStatistics();
        Assert.Equal((2, 0, 0.0, 0), (statistics.Slots, statistics.SlotsWithNeighbors, statistics.NeighborsPerSlot, statistics.Hubs.Count));
        Assert.Equal("2 slots, 0 with neighbours: 0.0 on average, 0 at most, of mean weight 0.000\n", statistics.ToString());
    }

}
