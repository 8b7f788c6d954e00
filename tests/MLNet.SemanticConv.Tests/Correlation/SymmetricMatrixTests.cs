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

    [Fact]
    public void The_first_slot_is_taken_up_by_a_later_one_too()
    {
        // The word nearest to "a" is no slot, so that its own row takes up none; "b" takes up "a".
        var vectors = MatrixMaker.Vectors(("a", [1, 0]), ("x", [24, -7]), ("b", [3, 4]));
        var matrix = CorrelationMatrix.Build(["a", "b"], vectors, CorrelationOptions.SoftCosine with { TopN = 1 });
        MatrixAssert.Equal(MatrixMaker.From(["a", "b"], [[1, 0.36f], [0.36f, 1]]), matrix, 1e-6f);
    }
}
