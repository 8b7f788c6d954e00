using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class InMemoryViewTests
{
    private static readonly float[][] Rows = [[0, 2, 0], [], [1, 2, 3], [0, 0, 4], [0, 0, 0]];

    [Fact]
    public void Rows_come_back_as_they_were_put_in_with_zeros_left_out()
    {
        float[][] values = [.. View().GetColumn<VBuffer<float>>("X").Select(value => value.DenseValues().ToArray())];
        Assert.Equal([[0, 2, 0], [0, 0, 0], [1, 2, 3], [0, 0, 4], [0, 0, 0]], values);
        Assert.Equal([1, 0, 3, 1, 0], View().GetColumn<VBuffer<float>>("X").Select(value => value.GetValues().Length));
    }

    [Fact]
    public void Shuffling_keeps_values_ids_and_columns_of_a_row_together()
    {
        var view = View();
        var orders = Enumerable.Range(0, 20).Select(seed =>
        {
            using var cursor = view.GetRowCursor(view.Schema, new Random(seed));
            var (x, flag, id) = (cursor.GetGetter<VBuffer<float>>(view.Schema["X"]), cursor.GetGetter<float>(view.Schema["Sum"]),
                cursor.GetIdGetter());
            VBuffer<float> value = default;
            float sum = 0;
            DataViewRowId rowId = default;
            List<ulong> order = [];
            while (cursor.MoveNext())
            {
                x(ref value);
                flag(ref sum);
                id(ref rowId);
                Assert.Equal(sum, value.DenseValues().Sum());
                order.Add(rowId.Low);
            }
            Assert.Equal([0ul, 1, 2, 3, 4], order.Order().ToArray());
            return string.Join(' ', order);
        });
        Assert.True(orders.Distinct().Count() > 10);
    }

    [Fact]
    public void A_part_of_the_rows_can_be_viewed()
        => Assert.Equal([4, 2], new InMemoryView(2, InMemoryView.Column("X", Features(), [3, 0])).GetColumn<VBuffer<float>>("X")
            .Select(value => value.DenseValues().Max()));

    [Fact]
    public void More_rows_than_fit_one_stretch_of_memory_are_kept()
    {
        var builder = new FeatureRows.Builder(500_000);
        int[] indices = [.. Enumerable.Range(0, 400_000)];
        for (int row = 0; row < 4; row++) builder.Add(indices, [.. indices.Select(i => (float)(i + row + 1))]);
        var rows = builder.Build();
        for (int row = 0; row < 4; row++)
        {
            Assert.Equal(indices, rows[row].Indices.ToArray());
            Assert.Equal(400_000 + row, rows[row].Values[^1]);
        }
    }

    [Fact]
    public void A_stretch_is_filled_to_its_last_place_and_no_further()
    {
        // A row takes a place more than it has values.
        const int Stretch = 1 << 20;
        int[] lengths = [Stretch - 3, 2, 1, Stretch / 2 - 1, Stretch / 2 - 1, 3];
        var builder = new FeatureRows.Builder(Stretch);
        foreach (int length in lengths) builder.Add([.. Enumerable.Range(0, length)], [.. Enumerable.Repeat((float)length, length)]);
        var rows = builder.Build();
        for (int row = 0; row < lengths.Length; row++)
        {
            Assert.Equal(lengths[row], rows[row].Values.Length);
            Assert.Equal(lengths[row] - 1, rows[row].Indices[^1]);
            Assert.False(rows[row].Values.ContainsAnyExcept(lengths[row]));
        }
        Assert.Equal([8, 1], rows.SquaredNorms[1..3]);
    }

    [Fact]
    public void Squares_that_overflow_are_no_reason_to_refuse_features()
    {
        FiniteFeatures.Check([1e30f, -1e30f], "X", 0);
        Assert.Contains("'X' holds NaN in row 7",
            Assert.Throws<InvalidDataException>(() => FiniteFeatures.Check([1e30f, float.NaN], "X", 7)).Message);
        Assert.Throws<InvalidDataException>(() => FiniteFeatures.Check([1, float.NegativeInfinity], "X", 0));
    }

    private static FeatureRows Features()
    {
        var builder = new FeatureRows.Builder(3);
        foreach (float[] row in Rows) builder.Add([], row);
        return builder.Build();
    }

    private static InMemoryView View() => new(Rows.Length,
        InMemoryView.Column("X", Features(), null),
        InMemoryView.Column("Sum", NumberDataViewType.Single, Rows.Select(row => row.Sum()).ToArray()));
}
