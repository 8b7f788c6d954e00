namespace MLNet.SemanticConv.Tests.Embeddings.Training;

public unsafe class ParameterMatrixTests
{
    [Theory]
    [InlineData(1, 5, 4)]
    [InlineData(2, 100, 8)]
    [InlineData(7, 100, 8)]
    [InlineData(10, 300, 16)]
    public void Rows_begin_at_cache_lines_fill_the_matrix_and_stay_apart(int rows, int dimensions, int multiple)
    {
        using var matrix = new ParameterMatrix(rows, dimensions, multiple);
        Assert.True(matrix.Stride >= dimensions && matrix.Stride < dimensions + multiple && matrix.Stride % multiple == 0);
        nint[] starts = [.. Enumerable.Range(0, rows).Select(i => (nint)matrix.Row(i))];
        Assert.All(starts, start => Assert.Equal(0, start % 64));
        for (int i = 0; i < rows; i++)
        {
            Assert.All(new Span<float>(matrix.Row(i), matrix.Stride).ToArray(), value => Assert.Equal(0, value));
            matrix[i].Fill(i + 1);
        }
        for (int i = 0; i < rows; i++) Assert.Equal(Enumerable.Repeat(i + 1f, dimensions), matrix[i].ToArray());
        nint pitch = (matrix.Stride + 15) / 16 * 64;
        Assert.Equal(Enumerable.Range(0, rows).Select(i => starts.Min() + (i * pitch)), starts.Order());
    }
}
