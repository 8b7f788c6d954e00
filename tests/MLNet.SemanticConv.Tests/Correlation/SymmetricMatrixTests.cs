namespace MLNet.SemanticConv.Tests.Correlation;

public class SymmetricMatrixTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(30)]
    public void The_matrix_equals_its_transpose_and_no_row_has_more_than_its_limit(int topN)
    {
        var options = CorrelationOptions.SoftCosine with { TopN = topN, Strength = 0.5f, OwnWeight = 0, Ngrams = true };
        var matrix = CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors, options);
        Assert.NotEqual(0, matrix.EntryCount);
        for (int row = 0; row < matrix.Size; row++)
        {
            Assert.InRange(matrix.Columns(row).Length, 0, topN);
            for (int i = 0; i < matrix.Columns(row).Length; i++)
            {
                int column = matrix.Columns(row)[i], mirrored = matrix.Columns(column).IndexOf(row);
                Assert.NotEqual(-1, mirrored);
                Assert.Equal(matrix.Weights(row)[i], matrix.Weights(column)[mirrored]);
            }
        }
    }
}
